import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { HttpMethod, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Authorization, RouteIntegration, SecureHttpApi } from '../../lib';
import { apiIn, propertiesOf, routeOf } from './api-under-test';

const backend = (): HttpUrlIntegration => new HttpUrlIntegration('Backend', 'https://backend.example.com');

function stackWithApi(authorization: Authorization): { stack: Stack; api: SecureHttpApi } {
  const stack = new Stack(new App(), 'Stack');
  const api = apiIn(stack, { authorization });
  api.addRoute('GET /own', RouteIntegration.http('https://backend.example.com'), {
    authorization: Authorization.iam(),
  });
  return { stack, api };
}

describe('routes added to the L2 construct, past addRoute', () => {
  it('get the authorization of the API, scopes included', () => {
    const authorization = Authorization.jwt({ issuer: 'https://id.example.com', audience: ['a'], scopes: ['read'] });
    const { stack, api } = stackWithApi(authorization);
    api.httpApi.addRoutes({ path: '/x', integration: backend() });
    new HttpRoute(stack, 'Elsewhere', {
      httpApi: api.httpApi,
      routeKey: HttpRouteKey.with('/y', HttpMethod.GET),
      integration: backend(),
    });
    const template = Template.fromStack(stack);
    const [authorizer] = Object.keys(propertiesOf(template, 'AWS::ApiGatewayV2::Authorizer'));
    for (const key of ['ANY /x', 'GET /y']) {
      expect(routeOf(template, key)).toMatchObject({
        AuthorizationType: 'JWT',
        AuthorizerId: { Ref: authorizer },
        AuthorizationScopes: ['read'],
      });
    }
  });

  it('get IAM authorization where the API has it', () => {
    const { stack, api } = stackWithApi(Authorization.iam());
    api.httpApi.addRoutes({ path: '/x', integration: backend() });
    expect(routeOf(Template.fromStack(stack), 'ANY /x')).toMatchObject({ AuthorizationType: 'AWS_IAM' });
  });

  it('need an authorizer of their own where there is none to inherit', () => {
    const { api } = stackWithApi(Authorization.none());
    expect(() => api.httpApi.addRoutes({ path: '/x', integration: backend() })).toThrow('none to inherit from the API');
  });

  it('are warned about and listed where they are public', () => {
    const { stack, api } = stackWithApi(Authorization.iam());
    api.httpApi.addRoutes({ path: '/x', integration: backend(), authorizer: new HttpNoneAuthorizer() });
    expect(api.publicRoutes).toEqual(['ANY /x']);
    Annotations.fromStack(stack).hasWarning(
      '/Stack/Api/Api/ANY--x/Resource',
      Match.stringLikeRegexp('ANY /x answers anyone; add it with addRoute.*SecureHttpApi.publicRoute'),
    );
  });
});
