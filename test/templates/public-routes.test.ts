import { byName, deployableTemplates, Resource } from './deployable-templates';
import { openRoutes } from './open-routes';
import { PUBLIC_ROUTES } from './public-routes';

it.each(byName)('nobody calls without credentials what is not public on purpose in %s', (name, { resources }) => {
  expect(openRoutes(resources)).toEqual(PUBLIC_ROUTES[name] ?? []);
});

it('every stack with public routes is there', () => {
  const names = deployableTemplates.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(PUBLIC_ROUTES)));
});

describe('what is open is found, whatever it says of itself', () => {
  const api = (ProtocolType: string): Resource => ({ Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType } });
  const route = (RouteKey: string, properties: object = {}): Resource => ({
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: { ApiId: { Ref: 'Api' }, RouteKey, ...properties },
    Metadata: {
      cdk_nag: {
        rules_to_suppress: [{ id: 'AwsSolutions-APIG4', reason: 'Public on purpose: its own line says so.' }],
      },
    },
  });

  it.each<[string, object]>([
    ['NONE', { AuthorizationType: 'NONE' }],
    ['no authorization', {}],
    ['JWT and no authorizer', { AuthorizationType: 'JWT' }],
  ])('a route of an HTTP API with %s', (_, properties) => {
    expect(openRoutes({ Api: api('HTTP'), Route: route('GET /x', properties) })).toEqual(['GET /x']);
  });

  it('$connect of a WebSocket API, and no other route of it', () => {
    const routes = { Connect: route('$connect'), Ping: route('ping') };
    expect(openRoutes({ Api: api('WEBSOCKET'), ...routes })).toEqual(['$connect']);
  });

  it('a route of a REST API with nothing but an API key, or with an empty kind of signature', () => {
    const keyOnly = { get: { security: [{ ApiKey: [] }] } };
    const unsigned = { get: { security: [], 'x-amazon-apigateway-auth': { type: 'NONE' } } };
    const signed = { get: { security: [], 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } } };
    const Body = {
      paths: { '/key': keyOnly, '/unsigned': unsigned, '/signed': signed },
      components: { securitySchemes: { ApiKey: { type: 'apiKey' } } },
    };
    const restApi = { Type: 'AWS::ApiGateway::RestApi', Properties: { Body } };
    expect(openRoutes({ Api: restApi })).toEqual(['GET /key', 'GET /unsigned']);
  });
});
