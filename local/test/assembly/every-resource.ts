import { functionResource } from '../support/template';
import { TabledResource } from './property-tables';

type Resources = Record<string, { readonly Type: string; readonly Properties: object }>;

const resource = (Type: string, Properties: object): Resources[string] => ({ Type, Properties });
const ref = (logicalId: string): object => ({ Ref: logicalId });
const arnOf = (logicalId: string): object => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const invocationOf = (logicalId: string): object => ({
  'Fn::Sub': `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/\${${logicalId}.Arn}/invocations`,
});
const callee = functionResource('exports.handler = async () => "";') as Resources[string];

function v2(ProtocolType: string, routeKey: string, others: Resources, parts: Record<string, object>): Resources {
  const ApiId = ref('Api');
  const own = (type: string, properties: object): Resources[string] =>
    resource(`AWS::ApiGatewayV2::${type}`, { ApiId, ...properties });
  return {
    Api: resource('AWS::ApiGatewayV2::Api', { Name: 'shop', ProtocolType, ...parts.Api }),
    Authorizer: own('Authorizer', { Name: 'a', AuthorizerType: 'REQUEST', ...parts.Authorizer }),
    Deployment: own('Deployment', { StageName: 'v1' }),
    Integration: own('Integration', { ...parts.Integration }),
    Route: own('Route', {
      RouteKey: routeKey,
      Target: { 'Fn::Sub': 'integrations/${Integration}' },
      AuthorizationType: 'CUSTOM',
      AuthorizerId: ref('Authorizer'),
      ...parts.Route,
    }),
    Stage: own('Stage', { StageName: 'v1', AutoDeploy: true }),
    Function: callee,
    ...others,
  };
}

const http = v2(
  'HTTP',
  'GET /a',
  {
    Table: resource('AWS::DynamoDB::Table', {
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
    GlobalTable: resource('AWS::DynamoDB::GlobalTable', {
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
    Queue: resource('AWS::SQS::Queue', { VisibilityTimeout: 30 }),
    EventSourceMapping: resource('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: arnOf('Queue'),
      FunctionName: ref('Function'),
    }),
    Secret: resource('AWS::SecretsManager::Secret', { GenerateSecretString: {} }),
  },
  {
    Authorizer: {
      AuthorizerUri: invocationOf('Function'),
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      IdentitySource: ['$request.header.Authorization'],
    },
    Integration: { IntegrationType: 'AWS_PROXY', IntegrationUri: arnOf('Function'), PayloadFormatVersion: '2.0' },
  },
);
// the queue is needed, so that what is wrong with it is refused and not left out
http.Function = resource('AWS::Lambda::Function', {
  ...callee.Properties,
  Environment: { Variables: { QUEUE: ref('Queue') } },
});

const webSocket = v2(
  'WEBSOCKET',
  '$connect',
  {
    Model: resource('AWS::ApiGatewayV2::Model', { ApiId: ref('Api'), Name: 'text', Schema: { type: 'string' } }),
    IntegrationResponse: resource('AWS::ApiGatewayV2::IntegrationResponse', {
      ApiId: ref('Api'),
      IntegrationId: ref('Integration'),
      IntegrationResponseKey: '$default',
    }),
    RouteResponse: resource('AWS::ApiGatewayV2::RouteResponse', {
      ApiId: ref('Api'),
      RouteId: ref('Route'),
      RouteResponseKey: '$default',
    }),
  },
  {
    Api: { RouteSelectionExpression: '$request.body.action' },
    Authorizer: { AuthorizerUri: invocationOf('Function'), IdentitySource: ['route.request.header.Authorization'] },
    Integration: { IntegrationType: 'MOCK', RequestTemplates: { '200': '{"statusCode":200}' } },
    Route: { ModelSelectionExpression: '$default', RequestModels: { $default: 'text' } },
  },
);

const ofRest = (type: string, properties: object): Resources[string] =>
  resource(`AWS::ApiGateway::${type}`, { RestApiId: ref('RestApi'), ...properties });
const rest: Resources = {
  RestApi: resource('AWS::ApiGateway::RestApi', { Name: 'shop' }),
  Authorizer: ofRest('Authorizer', {
    Name: 'a',
    Type: 'TOKEN',
    AuthorizerUri: invocationOf('Function'),
    IdentitySource: 'method.request.header.Authorization',
  }),
  Deployment: ofRest('Deployment', {}),
  GatewayResponse: ofRest('GatewayResponse', { ResponseType: 'DEFAULT_4XX' }),
  Method: ofRest('Method', {
    ResourceId: ref('Resource'),
    HttpMethod: 'POST',
    AuthorizationType: 'CUSTOM',
    AuthorizerId: ref('Authorizer'),
    RequestValidatorId: ref('RequestValidator'),
    RequestModels: { 'application/json': ref('Model') },
    MethodResponses: [{ StatusCode: '200' }],
    Integration: {
      Type: 'MOCK',
      RequestTemplates: { 'application/json': '{"statusCode":200}' },
      IntegrationResponses: [{ StatusCode: '200' }],
    },
  }),
  Model: ofRest('Model', { Name: 'text', ContentType: 'application/json', Schema: { type: 'string' } }),
  RequestValidator: ofRest('RequestValidator', { ValidateRequestBody: true }),
  Resource: ofRest('Resource', { ParentId: { 'Fn::GetAtt': ['RestApi', 'RootResourceId'] }, PathPart: 'a' }),
  Stage: ofRest('Stage', { StageName: 'v1', DeploymentId: ref('Deployment') }),
  ApiKey: resource('AWS::ApiGateway::ApiKey', { Enabled: true }),
  UsagePlan: resource('AWS::ApiGateway::UsagePlan', { ApiStages: [{ ApiId: ref('RestApi'), Stage: ref('Stage') }] }),
  UsagePlanKey: resource('AWS::ApiGateway::UsagePlanKey', {
    KeyId: ref('ApiKey'),
    KeyType: 'API_KEY',
    UsagePlanId: ref('UsagePlan'),
  }),
  Function: callee,
};

/** A template for each kind of API, with a resource of every type that is read by a table. */
export const everyResource: Readonly<Record<TabledResource['template'], Resources>> = { http, rest, webSocket };
