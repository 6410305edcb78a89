import { App, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CorsHttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Authorization, Cors, IdentitySource, RouteIntegration } from '../../lib';
import { apiIn, functionIn, propertiesOf, templateOf } from './api-under-test';

function corsOf(cors: Cors | undefined, authorizations: Authorization[] = []): unknown {
  const template = templateOf((stack) => {
    const integration = RouteIntegration.lambda(functionIn(stack));
    const api = apiIn(stack, { cors });
    api.addRoute('GET /x', integration);
    authorizations.forEach((authorization, index) => api.addRoute(`GET /${index}`, integration, { authorization }));
  });
  return Object.values(propertiesOf(template, 'AWS::ApiGatewayV2::Api'))[0].CorsConfiguration;
}

function warningsOf(cors: Cors): number {
  const stack = new Stack(new App(), 'Stack');
  apiIn(stack, { cors }).addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)));
  return Annotations.fromStack(stack).findWarning('/Stack/Api', Match.stringLikeRegexp('cdk-apigateway-patterns:Cors'))
    .length;
}

describe('the CORS configuration of an HTTP API', () => {
  it('names each origin, with methods and headers that work with credentials', () => {
    expect(
      corsOf(Cors.allowOrigins(['https://a.example.com', 'https://b.example.com'], { credentials: true })),
    ).toEqual({
      AllowOrigins: ['https://a.example.com', 'https://b.example.com'],
      AllowCredentials: true,
      AllowMethods: ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'],
      AllowHeaders: ['content-type', 'authorization'],
      MaxAge: 600,
    });
  });

  it('takes what the user says, and headers on top of those the API needs', () => {
    const options = {
      methods: [CorsHttpMethod.GET],
      headers: ['X-Trace', 'Content-Type'],
      exposeHeaders: ['X-Request-Id'],
      maxAge: Duration.hours(2),
    };
    expect(corsOf(Cors.allowOrigins(['https://a.example.com'], options))).toEqual({
      AllowOrigins: ['https://a.example.com'],
      AllowMethods: ['GET'],
      AllowHeaders: ['content-type', 'authorization', 'X-Trace'],
      ExposeHeaders: ['X-Request-Id'],
      MaxAge: 7200,
    });
  });

  it('allows the headers that the authorizations of the routes read, those of routes added later too', () => {
    const key = Authorization.jwt({
      issuer: 'https://id.example.com',
      audience: ['a'],
      identitySource: IdentitySource.header('X-Token'),
    });
    expect(corsOf(Cors.allowOrigins(['https://a.example.com']), [key, Authorization.iam()])).toMatchObject({
      AllowHeaders: [
        'content-type',
        'authorization',
        'x-amz-content-sha256',
        'x-amz-date',
        'x-amz-security-token',
        'x-token',
      ],
    });
  });

  it('is absent where there is no CORS', () => {
    expect(corsOf(undefined)).toBeUndefined();
    expect(corsOf(Cors.disabled())).toBeUndefined();
  });

  it('has "*" for any origin, without credentials, and warns', () => {
    expect(corsOf(Cors.allowAnyOrigin())).toMatchObject({ AllowOrigins: ['*'] });
    expect(corsOf(Cors.allowAnyOrigin())).not.toHaveProperty('AllowCredentials');
    expect(warningsOf(Cors.allowAnyOrigin())).toBe(1);
  });

  it('warns of a plain http origin that is not this machine', () => {
    expect(warningsOf(Cors.allowOrigins(['http://app.example.com']))).toBe(1);
    expect(warningsOf(Cors.allowOrigins(['https://app.example.com', 'http://localhost:3000']))).toBe(0);
  });

  it('cannot hold a wildcard subdomain, and says what to do (H-47)', () => {
    const cors = Cors.allowOrigins(['https://*.example.com']);
    expect(() => apiIn(new Stack(), { cors })).toThrow(
      /got "https:\/\/\*\.example\.com"; name each origin, or use MeteredRestApi/,
    );
    const token = Lazy.string({ produce: () => 'https://*.example.com' });
    expect(() => apiIn(new Stack(), { cors: Cors.allowOrigins([token]) })).not.toThrow();
  });

  it('may be shared by several APIs', () => {
    const cors = Cors.allowOrigins(['https://a.example.com']);
    const template = templateOf((stack) => {
      const integration = RouteIntegration.lambda(functionIn(stack));
      apiIn(stack, { cors }, 'One').addRoute('GET /x', integration);
      apiIn(stack, { cors }, 'Two').addRoute('GET /x', integration, { authorization: Authorization.iam() });
    });
    const [one, two] = Object.values(propertiesOf(template, 'AWS::ApiGatewayV2::Api')).map(
      ({ CorsConfiguration }) => (CorsConfiguration as { AllowHeaders: string[] }).AllowHeaders,
    );
    expect(one).not.toContain('x-amz-date');
    expect(two).toContain('x-amz-date');
  });
});
