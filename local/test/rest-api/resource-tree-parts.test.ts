import { Duration, Stack } from 'aws-cdk-lib';
import {
  ApiKeySourceType,
  AuthorizationType,
  CfnModel,
  CognitoUserPoolsAuthorizer,
  HttpIntegration,
  IdentitySource,
  IntegrationOptions,
  JsonSchemaType,
  LambdaIntegration,
  MockIntegration,
  Model,
  PassthroughBehavior,
  RequestAuthorizer,
  RestApi,
  TokenAuthorizer,
} from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { DevelopmentIssuer, startDevelopmentIssuer } from '../../src';
import { TestClock } from '../support/gateway';
import { inlineFunction, RunningRestApi, serveRestStack } from '../support/rest-api';

const POOL = 'us-east-1_Pool';
const ISSUER = `https://cognito-idp.us-east-1.amazonaws.com/${POOL}`;
const AUTHORIZER = `exports.handler = async (event) => ({
  principalId: event.type,
  policyDocument: {
    Statement: [{
      Effect: (event.authorizationToken ?? event.headers['x-token']) === 'yes' ? 'Allow' : 'Deny',
      Action: 'execute-api:Invoke', Resource: '*',
    }],
  },
});`;

let api: RunningRestApi;
let issuer: DevelopmentIssuer;
let backend: Server;
let backendUrl: string;
const clock = new TestClock();

beforeAll(async () => {
  issuer = await startDevelopmentIssuer({ issuer: ISSUER, clock });
  backend = createServer((request, response) => {
    response.writeHead(request.url === '/missing' ? 404 : 200, {
      'X-Backend': request.url,
      'content-type': 'text/plain',
    });
    response.end(`${request.method} ${request.url} ${request.headers['x-tenant'] ?? ''}`);
  }).listen(0, '127.0.0.1');
  await once(backend, 'listening');
  backendUrl = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
  api = await serveRestStack(build, { clock, issuers: { [ISSUER]: issuer.url } });
});
afterAll(async () => {
  await Promise.all([api.close(), issuer.close()]);
  backend.close();
});

/** One API with every part that is a resource of its own. */
function build(stack: Stack): void {
  const restApi = new RestApi(stack, 'Api', {
    apiKeySourceType: ApiKeySourceType.HEADER,
    binaryMediaTypes: ['image/*'],
    deployOptions: {
      stageName: 'v1',
      variables: { colour: 'red' },
      methodOptions: { '/slow/GET': { throttlingRateLimit: 1, throttlingBurstLimit: 1 } },
    },
  });
  const echo = new LambdaIntegration(inlineFunction(stack, 'Echo'));
  addAuthorized(stack, restApi, echo);
  addValidated(restApi, echo);
  addMapped(restApi);
  restApi.root.addResource('slow').addMethod('GET', echo);
  restApi.root.addResource('image').addMethod('POST', echo);
  const key = restApi.addApiKey('Key', { value: 'a-literal-value-of-the-template' });
  const plan = restApi.addUsagePlan('Plan', { throttle: { rateLimit: 100, burstLimit: 100 } });
  plan.addApiKey(key);
  const keyed = restApi.root.addResource('keyed').addMethod('GET', echo, { apiKeyRequired: true });
  plan.addApiStage({
    stage: restApi.deploymentStage,
    throttle: [{ method: keyed, throttle: { rateLimit: 1, burstLimit: 2 } }],
  });
}

function addAuthorized(stack: Stack, { root }: RestApi, echo: LambdaIntegration): void {
  const handler = inlineFunction(stack, 'Authorizer', AUTHORIZER);
  const token = new TokenAuthorizer(stack, 'Token', { handler, validationRegex: '^(yes|no)$' });
  const request = new RequestAuthorizer(stack, 'Request', {
    handler,
    identitySources: [IdentitySource.header('x-token'), IdentitySource.stageVariable('colour')],
    resultsCacheTtl: Duration.minutes(1),
  });
  const pool = new CognitoUserPoolsAuthorizer(stack, 'Pool', {
    cognitoUserPools: [UserPool.fromUserPoolId(stack, 'UserPool', POOL)],
  });
  const add = (path: string, options: object) => root.addResource(path).addMethod('GET', echo, options);
  add('token', { authorizer: token });
  add('request', { authorizer: request });
  add('pool', { authorizer: pool });
  add('scoped', { authorizer: pool, authorizationScopes: ['orders/read'] });
  add('iam', { authorizationType: AuthorizationType.IAM });
}

function addValidated(restApi: RestApi, echo: LambdaIntegration): void {
  const item = restApi.addModel('Item', {
    modelName: 'Item',
    schema: {
      type: JsonSchemaType.OBJECT,
      required: ['sku'],
      properties: { sku: { ref: '#/definitions/sku' } },
      definitions: { sku: { type: JsonSchemaType.STRING, minLength: 3 } },
    },
  });
  const order = restApi.addModel('Order', { schema: { type: JsonSchemaType.ARRAY, items: {} } });
  (order.node.defaultChild as CfnModel).addPropertyOverride('Schema.items', {
    $ref: `https://apigateway.amazonaws.com/restapis/abc/models/Item`,
  });
  restApi.root.addResource('orders').addMethod('POST', echo, {
    requestModels: {
      'application/json': order,
      'application/vnd.item': item,
      'application/vnd.any': Model.EMPTY_MODEL,
    },
    requestParameters: { 'method.request.querystring.dry': false, 'method.request.header.X-Tenant': true },
    requestValidatorOptions: { validateRequestBody: true, validateRequestParameters: true },
  });
}

function addMapped({ root }: RestApi): void {
  const options: IntegrationOptions = {
    requestParameters: {
      'integration.request.path.id': 'method.request.path.id',
      'integration.request.header.X-Tenant': "'acme'",
    },
    passthroughBehavior: PassthroughBehavior.WHEN_NO_MATCH,
    integrationResponses: [
      {
        statusCode: '410',
        selectionPattern: '404',
        responseTemplates: { 'application/json': '{"gone":true}' },
      },
      {
        statusCode: '200',
        responseParameters: { 'method.response.header.X-Copy': 'integration.response.header.X-Backend' },
      },
    ],
  };
  const responses = {
    requestParameters: { 'method.request.path.id': true },
    methodResponses: [
      { statusCode: '200', responseParameters: { 'method.response.header.X-Copy': true } },
      { statusCode: '410' },
    ],
  };
  const custom = new HttpIntegration(`${backendUrl}/{id}`, { proxy: false, options });
  root.addResource('custom').addResource('{id}').addMethod('GET', custom, responses);
  const proxy = new HttpIntegration(`${backendUrl}/{id}`, {
    options: { requestParameters: options.requestParameters },
  });
  root.addResource('proxied').addResource('{id}').addMethod('GET', proxy, {
    requestParameters: responses.requestParameters,
  });
  const mock = new MockIntegration({
    requestTemplates: { 'application/json': '{"statusCode": $input.params("status")}' },
    integrationResponses: [
      { statusCode: '200', responseTemplates: { 'text/plain': '$stageVariables.colour' } },
      { statusCode: '404', selectionPattern: '4..', responseTemplates: { 'text/plain': 'none' } },
    ],
  });
  root.addResource('mock').addMethod('GET', mock, { methodResponses: [{ statusCode: '200' }, { statusCode: '404' }] });
}

const status = async (path: string, headers: Record<string, string> = {}) => (await api.call(path, { headers })).status;
const issued = async (claims: object) => ({ authorization: await issuer.issue({ sub: 'ada', ...claims }) });

it('R-55: a TOKEN authorizer with a pattern', async () => {
  expect(await status('/token')).toBe(401);
  expect(await status('/token', { authorization: 'maybe' })).toBe(401);
  expect(await status('/token', { authorization: 'no' })).toBe(403);
  const { requestContext } = await api.event('/token', { headers: { authorization: 'yes' } });
  expect(requestContext.authorizer.principalId).toBe('TOKEN');
});

it('R-57: a REQUEST authorizer', async () => {
  expect(await status('/request')).toBe(401);
  expect(await status('/request', { 'x-token': 'no' })).toBe(403);
  const { requestContext } = await api.event('/request', { headers: { 'x-token': 'yes' } });
  expect(requestContext.authorizer.principalId).toBe('REQUEST');
});

it('R-64, R-65: a user pool, with and without scopes', async () => {
  expect(await status('/pool')).toBe(401);
  expect(await status('/pool', await issued({ token_use: 'id' }))).toBe(200);
  expect(await status('/scoped', await issued({ token_use: 'id' }))).toBe(401);
  expect(await status('/scoped', await issued({ token_use: 'access', scope: 'orders/read' }))).toBe(200);
});

it('R-42: IAM', async () => {
  expect(await api.call('/iam')).toMatchObject({ status: 403, body: '{"message":"Missing Authentication Token"}' });
});

it('R-74, R-76, R-78: an API key and the throttle of its plan', async () => {
  const headers = { 'x-api-key': 'a-literal-value-of-the-template' };
  expect(await status('/keyed')).toBe(403);
  expect([await status('/keyed', headers), await status('/keyed', headers), await status('/keyed', headers)]).toEqual([
    200, 200, 429,
  ]);
});

it('R-82: method settings of the stage', async () => {
  expect([await status('/slow'), await status('/slow')]).toEqual([200, 429]);
});

it.each<[string, string, string, number]>([
  ['a model that refers to another', 'application/json', '[{"sku":"abc"}]', 200],
  ['what does not fit it', 'application/json', '[{"sku":"a"}]', 400],
  ['a model with definitions of its own', 'application/vnd.item', '{"sku":"abc"}', 200],
  ['what does not fit that', 'application/vnd.item', '{}', 400],
  ['the model Empty', 'application/vnd.any', '{}', 200],
  ['R-86: a type without a model', 'text/plain', 'x', 200],
])('R-83: %s', async (_, type, body, expected) => {
  const { status } = await api.call('/orders', {
    method: 'POST',
    headers: { 'content-type': type, 'X-Tenant': 'a' },
    body,
  });
  expect(status).toBe(expected);
});

it('R-84, R-85: required parameters', async () => {
  expect(await api.call('/orders', { method: 'POST', body: '[]' })).toMatchObject({
    status: 400,
    body: '{"message": "Missing required request parameters: [X-Tenant]"}',
  });
});

it('R-104, R-105, R-108: HTTP with mappings and selection patterns', async () => {
  const found = await api.call('/custom/7');
  expect(found).toMatchObject({ status: 200, body: 'GET /7 acme' });
  expect(found.headers['x-copy']).toBe('/7');
  expect(await api.call('/custom/missing')).toMatchObject({ status: 410, body: '{"gone":true}' });
});

it('R-106: HTTP proxy', async () => {
  expect(await api.call('/proxied/missing')).toMatchObject({ status: 404, body: 'GET /missing acme' });
});

it('R-101, R-104: mocks with templates and stage variables', async () => {
  expect(await api.call('/mock?status=200')).toMatchObject({ status: 200, body: 'red' });
  expect(await api.call('/mock?status=400')).toMatchObject({ status: 404, body: 'none' });
  expect((await api.call('/mock?status=500')).body).toBe('red');
});

it('R-21: binary media types', async () => {
  const options = { method: 'POST', headers: { 'content-type': 'image/png' }, body: 'abc' };
  expect(await api.event('/image', options)).toMatchObject({ body: 'YWJj', isBase64Encoded: true });
});
