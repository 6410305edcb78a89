import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnRoute, HttpMethod, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Authorization, Cors, RouteIntegration, SecureHttpApi } from '../../lib';
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

describe('routes made past addRoute', () => {
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

  it('are seen wherever in the stack they were made', () => {
    const { stack, api } = stackWithApi(Authorization.iam());
    new CfnRoute(stack, 'ByOmission', { apiId: api.apiId, routeKey: 'DELETE /admin' });
    const { httpApi } = api;
    const routeKey = HttpRouteKey.with('/y', HttpMethod.GET);
    new HttpRoute(stack, 'Named', { httpApi, routeKey, integration: backend(), authorizer: new HttpNoneAuthorizer() });
    new CfnRoute(stack, 'OfAnotherApi', { apiId: 'another', routeKey: 'GET /z' });
    expect(api.publicRoutes).toEqual(['DELETE /admin', 'GET /y']);
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('publicRoute'));
    expect(warnings.map(({ id }) => id)).toEqual(['/Stack/ByOmission', '/Stack/Named/Resource']);
  });

  it('user pain 2: are warned about where they put an authorizer before preflights (H-49)', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = apiIn(stack, { cors: Cors.allowOrigins(['https://app.example.com']) });
    api.addRoute('ANY /own', RouteIntegration.http('https://backend.example.com'));
    api.httpApi.addRoutes({ path: '/x', integration: backend() });
    api.httpApi.addRoutes({ path: '/y', methods: [HttpMethod.GET], integration: backend() });
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('guardedPreflight'));
    expect(warnings.map(({ id }) => id)).toEqual(['/Stack/Api/Api/ANY--x/Resource']);
  });

  it('cannot repeat a route: CloudFormation would find out half-way', () => {
    const { stack, api } = stackWithApi(Authorization.iam());
    api.httpApi.addRoutes({ path: '/own', methods: [HttpMethod.GET], integration: backend() });
    expect(() => Template.fromStack(stack)).toThrow(
      '[Stack/Api] two resources make the route "GET /own"; keep the one',
    );
  });
});
