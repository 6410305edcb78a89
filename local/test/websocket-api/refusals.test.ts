import { UnsupportedError } from '../../src';
import { serveTemplate } from '../support/gateway';
import { guard, GUARDED, mock, plan, WebSocketFixture, webSocketTemplate } from '../support/websocket-api';

const route = (properties: object): WebSocketFixture => ({
  routes: { $default: 'Echo' },
  routeProperties: { $default: properties },
});
const integration = (properties: object): WebSocketFixture => ({ routes: { $default: properties } });
const lambda = { IntegrationType: 'AWS_PROXY', IntegrationUri: { 'Fn::GetAtt': ['Echo', 'Arn'] } };
const http = { IntegrationType: 'HTTP_PROXY', IntegrationMethod: 'POST', IntegrationUri: 'https://a.example' };
const echo = { routes: { $default: 'Echo' } };
const extra = (logicalId: string, Type: string, Properties: object): WebSocketFixture => ({
  ...echo,
  resources: {
    [logicalId]: { Type: `AWS::ApiGatewayV2::${Type}`, Properties: { ApiId: { Ref: 'Live' }, ...Properties } },
  },
});
const authorizer = (properties: object): WebSocketFixture => {
  const { Guard } = guard() as { Guard: { Type: string; Properties: object } };
  return {
    routes: { $connect: 'Echo' },
    routeProperties: { $connect: GUARDED },
    functions: { Echo: 'x', GuardFunction: 'x' },
    resources: { Guard: { ...Guard, Properties: { ...Guard.Properties, ...properties } } },
  };
};

it.each<[string, WebSocketFixture, string, string]>([
  [
    'no selection expression',
    { ...echo, api: { RouteSelectionExpression: undefined } },
    'Live',
    'RouteSelectionExpression',
  ],
  [
    'a selection by what is not there',
    { ...echo, api: { RouteSelectionExpression: '$request.header.x' } },
    'Live',
    'RouteSelectionExpression',
  ],
  ['CORS', { ...echo, api: { CorsConfiguration: {} } }, 'Live', 'CorsConfiguration'],
  ['an unknown property', { ...echo, api: { Magic: true } }, 'Live', 'Magic'],
  ['the stage $default', { ...echo, stages: [{ StageName: '$default' }] }, 'Stage0', 'StageName'],
  [
    'settings of a route that is not there',
    { ...echo, stages: [{ StageName: 'prod', RouteSettings: { x: {} } }] },
    'Stage0',
    'RouteSettings.x',
  ],
  ['W-19: a key that starts with $', { routes: { $mine: 'Echo' } }, 'Route0', 'RouteKey'],
  ['an API key of a message', route({ ApiKeyRequired: true }), 'Route0', 'ApiKeyRequired'],
  [
    'a key from elsewhere',
    { ...echo, api: { ApiKeySelectionExpression: '$request.querystring.key' } },
    'Live',
    'ApiKeySelectionExpression',
  ],
  [
    'a usage plan with throttles of methods',
    {
      ...echo,
      resources: plan({ Throttle: { RateLimit: 1, BurstLimit: 1 } }, { Throttle: { $connect: { RateLimit: 1 } } }),
    },
    'Free',
    'ApiStages',
  ],
  ['W-5: authorization of a message', route({ AuthorizationType: 'AWS_IAM' }), 'Route0', 'AuthorizationType'],
  [
    'W-5: a JWT',
    { routes: { $connect: 'Echo' }, routeProperties: { $connect: { AuthorizationType: 'JWT' } } },
    'Route0',
    'AuthorizationType',
  ],
  [
    'an authorizer that is not there',
    { routes: { $connect: 'Echo' }, routeProperties: { $connect: { AuthorizationType: 'CUSTOM' } } },
    'Route0',
    'AuthorizerId',
  ],
  [
    'W-24: a parameter of a message',
    route({ RequestParameters: { 'route.request.querystring.a': {} } }),
    'Route0',
    'RequestParameters.route.request.querystring.a',
  ],
  [
    'W-24: a parameter of a path',
    {
      routes: { $connect: 'Echo' },
      routeProperties: { $connect: { RequestParameters: { 'route.request.path.a': {} } } },
    },
    'Route0',
    'RequestParameters.route.request.path.a',
  ],
  ['a model that is not there', route({ RequestModels: { $default: 'Nothing' } }), 'Route0', 'RequestModels.$default'],
  [
    'another route response',
    route({ RouteResponseSelectionExpression: '200' }),
    'Route0',
    'RouteResponseSelectionExpression',
  ],
  ['no integration', route({ Target: 'integrations/x' }), 'Route0', 'Target'],
  ['an HTTP backend without a URL', integration({ IntegrationType: 'HTTP' }), 'Integration0', 'IntegrationUri'],
  [
    'an HTTP backend without a method',
    integration({ IntegrationType: 'HTTP_PROXY', IntegrationUri: 'https://a.example' }),
    'Integration0',
    'IntegrationMethod',
  ],
  [
    'an HTTP backend behind a VPC link',
    integration({ IntegrationType: 'HTTP_PROXY', ConnectionType: 'VPC_LINK' }),
    'Integration0',
    'ConnectionType',
  ],
  [
    'a service that is not here',
    integration({ IntegrationType: 'AWS', IntegrationUri: 'arn:aws:apigateway:us-east-1:sns:action/Publish' }),
    'Integration0',
    'IntegrationUri',
  ],
  [
    'parameter mapping to a function',
    integration({ ...lambda, RequestParameters: { a: 'b' } }),
    'Integration0',
    'RequestParameters',
  ],
  [
    'W-24: a mapping of an unknown form',
    integration({ ...http, RequestParameters: { 'integration.request.header.a': 'method.request.header.a' } }),
    'Integration0',
    'RequestParameters.integration.request.header.a',
  ],
  [
    'W-24: a mapping from a parameter that the route does not declare',
    integration({ ...http, RequestParameters: { 'integration.request.header.a': 'route.request.header.a' } }),
    'Route0',
    'RequestParameters',
  ],
  [
    'W-25: parameters in a template',
    integration(mock({ RequestTemplates: { '200': '$input.params("a")' } })),
    'Integration0',
    'RequestTemplates.200',
  ],
  [
    'binary content',
    integration({ ...lambda, ContentHandlingStrategy: 'CONVERT_TO_BINARY' }),
    'Integration0',
    'ContentHandlingStrategy',
  ],
  ['a time-out over 29 s', integration({ ...lambda, TimeoutInMillis: 30_000 }), 'Integration0', 'TimeoutInMillis'],
  [
    'a template that is not emulated',
    integration(mock({ RequestTemplates: { '200': '#macro(x)1#end' } })),
    'Integration0',
    'RequestTemplates.200',
  ],
  [
    'an expression that is not emulated',
    integration(mock({ TemplateSelectionExpression: '$request.path.x' })),
    'Integration0',
    'TemplateSelectionExpression',
  ],
  [
    'a response key that is no pattern',
    extra('Response', 'IntegrationResponse', { IntegrationId: 'x', IntegrationResponseKey: '200' }),
    'Response',
    'IntegrationResponseKey',
  ],
  [
    'W-23: a route response of another key',
    extra('Reply', 'RouteResponse', { RouteId: 'x', RouteResponseKey: 'x' }),
    'Reply',
    'RouteResponseKey',
  ],
  ['a schema that is none', extra('Model', 'Model', { Name: 'M', Schema: { type: 7 } }), 'Model', 'Schema'],
  ['W-5: a JWT authorizer', authorizer({ AuthorizerType: 'JWT' }), 'Guard', 'AuthorizerType'],
  ['W-7: a cached answer', authorizer({ AuthorizerResultTtlInSeconds: 300 }), 'Guard', 'AuthorizerResultTtlInSeconds'],
  ['W-7: simple answers', authorizer({ EnableSimpleResponses: true }), 'Guard', 'EnableSimpleResponses'],
  [
    'W-6: an identity source of an HTTP API',
    authorizer({ IdentitySource: ['$request.header.A'] }),
    'Guard',
    'IdentitySource',
  ],
])('%s is refused by name', async (_, fixture, logicalId, property) => {
  const error = await serveTemplate(webSocketTemplate(fixture)).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(UnsupportedError);
  expect((error as UnsupportedError).unsupported).toEqual([expect.objectContaining({ logicalId, property })]);
});
