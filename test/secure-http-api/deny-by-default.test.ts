import { App, Annotations as CdkAnnotations, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Authorization, Cors, RouteIntegration, SecureHttpApi } from '../../lib';
import { apiIn, functionIn, jwt, propertiesOf, routeOf, templateOf } from './api-under-test';

const PUBLIC_ROUTE = 'cdk-apigateway-patterns:SecureHttpApi.publicRoute';

function stackWithApi(authorization = jwt()): { stack: Stack; api: SecureHttpApi } {
  const stack = new Stack(new App(), 'Stack');
  return { stack, api: apiIn(stack, { authorization, cors: Cors.allowOrigins(['https://app.example.com']) }) };
}

describe('deny by default', () => {
  it('a route inherits the authorization of the API', () => {
    const template = templateOf((stack) => {
      apiIn(stack).addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)));
    });
    const [authorizer] = Object.keys(propertiesOf(template, 'AWS::ApiGatewayV2::Authorizer'));
    expect(routeOf(template, 'GET /x')).toMatchObject({
      AuthorizationType: 'JWT',
      AuthorizerId: { Ref: authorizer },
    });
  });

  it('an API whose own authorization is none() gives its routes nothing to inherit (ADR 0001)', () => {
    const { stack, api } = stackWithApi(Authorization.none());
    const integration = RouteIntegration.lambda(functionIn(stack));
    expect(() => api.addRoute('GET /x', integration)).toThrow(
      '[Stack/Api] the route has no authorization and there is none to inherit from the API, got "GET /x"; name one',
    );
    expect(() => api.addRoute('GET /x', integration, { authorization: jwt() })).not.toThrow();
  });

  it('an imported API is no way around it', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = SecureHttpApi.fromAttributes(stack, 'Api', { httpApiId: 'a1', authorization: Authorization.none() });
    expect(() => api.addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)))).toThrow('none to inherit');
  });

  it('public routes are listed, and each is warned about where it can be acknowledged', () => {
    const { stack, api } = stackWithApi();
    const integration = RouteIntegration.lambda(functionIn(stack));
    api.addRoute('GET /x', integration);
    api.addRoute('GET /health', integration, { authorization: Authorization.none() });
    const acknowledged = api.addRoute('GET /ready', integration, { authorization: Authorization.none() });
    expect(api.publicRoutes).toEqual(['GET /health', 'GET /ready']);
    expect(api.routes.map(({ routeKey, isPublic }) => [routeKey, isPublic])).toEqual([
      ['GET /x', false],
      ['GET /health', true],
      ['GET /ready', true],
    ]);
    CdkAnnotations.of(acknowledged).acknowledgeWarning(PUBLIC_ROUTE, 'asked by the load balancer');
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(PUBLIC_ROUTE));
    expect(warnings.map(({ id }) => id)).toEqual([`/Stack/Api/${api.routes[1].node.id}`]);
  });

  it('what is missing is named to callers without types', () => {
    const missing = undefined as unknown as Authorization & RouteIntegration;
    expect(() => apiIn(new Stack(), { authorization: missing })).toThrow(
      'authorization is missing, got undefined; say',
    );
    const { api } = stackWithApi();
    expect(() => api.addRoute('GET /x', missing)).toThrow('integration of GET /x is missing, got undefined; say what');
  });

  it('a list of routes that was handed out is a copy', () => {
    const { stack, api } = stackWithApi();
    api.addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)));
    api.routes.pop();
    api.publicRoutes.push('GET /y');
    expect([api.routes.length, api.publicRoutes.length]).toEqual([1, 0]);
  });

  it('an API without routes is an error at synthesis', () => {
    const app = new App();
    apiIn(new Stack(app, 'Stack'));
    expect(() => app.synth()).toThrow('[Stack/Api] the API has no routes; add one with addRoute');
  });
});

describe('preflights', () => {
  it.each(['OPTIONS /x', 'OPTIONS /{proxy+}'])('%s with an authorizer is refused (H-49)', (routeKey) => {
    const { stack, api } = stackWithApi();
    expect(() => api.addRoute(routeKey, RouteIntegration.lambda(functionIn(stack)))).toThrow(
      `[Stack/Api] the route would put an authorizer before preflights, got "${routeKey}"; leave the route out`,
    );
  });

  it('OPTIONS may be public, or authorized where there is no CORS', () => {
    const { stack, api } = stackWithApi();
    const integration = RouteIntegration.lambda(functionIn(stack));
    api.addRoute('OPTIONS /x', integration, { authorization: Authorization.none() });
    apiIn(stack, {}, 'WithoutCors').addRoute('OPTIONS /x', integration);
    expect(api.publicRoutes).toEqual(['OPTIONS /x']);
  });

  it('an OPTIONS /{proxy+} of the user, added first, answers what $default would', () => {
    const template = templateOf((stack) => {
      const api = apiIn(stack, { cors: Cors.allowOrigins(['https://app.example.com']) });
      const integration = RouteIntegration.lambda(functionIn(stack));
      api.addRoute('OPTIONS /{rest+}', integration, { authorization: Authorization.none() });
      api.addRoute('$default', integration);
    });
    template.resourceCountIs('AWS::ApiGatewayV2::Route', 2);
    template.resourceCountIs('AWS::Lambda::Function', 1);
  });

  it.each(['OPTIONS /{proxy+}', 'OPTIONS /{rest+}'])('%s after $default is refused, with what to do', (routeKey) => {
    const { stack, api } = stackWithApi();
    const integration = RouteIntegration.lambda(functionIn(stack));
    api.addRoute('$default', integration);
    expect(() => api.addRoute(routeKey, integration, { authorization: Authorization.none() })).toThrow(
      `got "${routeKey}"; leave it out, or add it before "$default"`,
    );
  });

  it('without CORS, or on a public route, ANY and $default stay what they are', () => {
    const template = templateOf((stack) => {
      const integration = RouteIntegration.lambda(functionIn(stack));
      const api = apiIn(stack);
      api.addRoute('ANY /x', integration);
      api.addRoute('$default', integration);
    });
    template.resourceCountIs('AWS::ApiGatewayV2::Route', 2);
    const publicly = templateOf((stack) => {
      const api = apiIn(stack, { cors: Cors.allowOrigins(['https://app.example.com']) });
      api.addRoute('ANY /x', RouteIntegration.lambda(functionIn(stack)), { authorization: Authorization.none() });
    });
    publicly.resourceCountIs('AWS::ApiGatewayV2::Route', 1);
  });
});
