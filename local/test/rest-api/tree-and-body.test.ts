import { Aws, Stack } from 'aws-cdk-lib';
import {
  ApiDefinition,
  ApiKey,
  IRestApi,
  JsonSchemaType,
  LambdaIntegration,
  MockIntegration,
  ResponseType,
  RestApi,
  SpecRestApi,
  TokenAuthorizer,
  UsagePlan,
} from 'aws-cdk-lib/aws-apigateway';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { call, CallOptions } from '../support/call';
import { TestClock } from '../support/gateway';
import { inlineFunction, RunningRestApi, serveRestStack } from '../support/rest-api';

const AUTHORIZER = `exports.handler = async ({ authorizationToken: token, methodArn }) => ({
  principalId: token,
  policyDocument: { Statement: [{ Effect: token === 'no' ? 'Deny' : 'Allow', Action: '*', Resource: methodArn }] },
});`;
const KEY = 'a-literal-value-of-the-template';
const MOCK_TEMPLATE = '{"statusCode": #if($input.params("q") == "")200#{else}404#end}';
const SCHEMA = { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } };
const ERROR_TEMPLATE = '{"error":$context.error.messageString,"details":"$context.error.validationErrorString"}';
const THROTTLES = { '/slow/GET': { throttlingRateLimit: 1, throttlingBurstLimit: 1 } };
const deployOptions = { stageName: 'v1', variables: { colour: 'red' }, methodOptions: THROTTLES };

let running: RunningRestApi;
let urls: Record<'tree' | 'body', string>;
beforeAll(async () => {
  running = await serveRestStack(
    (stack) => {
      const echo = inlineFunction(stack, 'Echo');
      const authorizer = inlineFunction(stack, 'Authorizer', AUTHORIZER);
      const stages = [ofResources(stack, echo, authorizer), ofBody(stack, echo, authorizer)];
      const plan = new UsagePlan(stack, 'Plan', { apiStages: stages.map(({ deploymentStage: stage }) => ({ stage })) });
      plan.addApiKey(new ApiKey(stack, 'Key', { value: KEY }));
    },
    { clock: new TestClock() },
  );
  urls = { tree: running.url, body: running.gateway.url('Spec') };
});
afterAll(() => running.close());

function ofResources(stack: Stack, echo: IFunction, authorizer: IFunction): IRestApi {
  const api = new RestApi(stack, 'Api', { binaryMediaTypes: ['image/*'], deployOptions });
  const calls = new LambdaIntegration(echo);
  const at = (path: string) => api.root.resourceForPath(path);
  const token = new TokenAuthorizer(stack, 'Token', { handler: authorizer });
  at('/open/{id}').addMethod('ANY', calls, { operationName: 'open' });
  at('/files/{path+}').addMethod('GET', calls);
  at('/token').addMethod('GET', calls, { authorizer: token, apiKeyRequired: true });
  at('/slow').addMethod('GET', calls);
  at('/items').addMethod('POST', calls, {
    requestModels: {
      'application/json': api.addModel('Item', {
        schema: {
          type: JsonSchemaType.OBJECT,
          required: ['sku'],
          properties: { sku: { type: JsonSchemaType.STRING } },
        },
      }),
    },
    requestParameters: { 'method.request.querystring.page': true },
    requestValidatorOptions: { validateRequestBody: true, validateRequestParameters: true },
  });
  const mock = new MockIntegration({
    requestTemplates: { 'application/json': MOCK_TEMPLATE },
    integrationResponses: [
      { statusCode: '200', responseTemplates: { 'text/plain': '$stageVariables.colour' } },
      { statusCode: '404', selectionPattern: '404', responseParameters: { 'method.response.header.X-A': "'a'" } },
    ],
  });
  at('/mock').addMethod('GET', mock, {
    methodResponses: [
      { statusCode: '200' },
      { statusCode: '404', responseParameters: { 'method.response.header.X-A': true } },
    ],
  });
  api.addGatewayResponse('4xx', {
    type: ResponseType.DEFAULT_4XX,
    responseHeaders: { 'X-Origin': 'method.request.header.Origin' },
    templates: { 'application/json': ERROR_TEMPLATE },
  });
  return api;
}

function ofBody(stack: Stack, echo: IFunction, authorizer: IFunction): IRestApi {
  const uri = ({ functionArn }: IFunction): string =>
    `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
  const calls = (operation = {}): object => ({
    responses: {},
    'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri: uri(echo) },
    ...operation,
  });
  const authorization = { type: 'token', authorizerUri: uri(authorizer) };
  const scheme = { type: 'apiKey', in: 'header', name: 'Authorization' };
  const token = {
    ...scheme,
    'x-amazon-apigateway-authtype': 'custom',
    'x-amazon-apigateway-authorizer': authorization,
  };
  const mock = {
    type: 'mock',
    requestTemplates: { 'application/json': MOCK_TEMPLATE },
    responses: {
      default: { statusCode: '200', responseTemplates: { 'text/plain': '$stageVariables.colour' } },
      '404': { statusCode: '404', responseParameters: { 'method.response.header.X-A': "'a'" } },
    },
  };
  const document = {
    openapi: '3.0.1',
    info: { title: 'Spec', version: '1' },
    'x-amazon-apigateway-binary-media-types': ['image/*'],
    'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
    'x-amazon-apigateway-gateway-responses': {
      DEFAULT_4XX: {
        responseParameters: { 'gatewayresponse.header.X-Origin': 'method.request.header.Origin' },
        responseTemplates: { 'application/json': ERROR_TEMPLATE },
      },
    },
    components: {
      securitySchemes: { token, key: { type: 'apiKey', in: 'header', name: 'x-api-key' } },
      schemas: { Item: SCHEMA },
    },
    paths: {
      '/open/{id}': { 'x-amazon-apigateway-any-method': calls({ operationId: 'open' }) },
      '/files/{path+}': { get: calls() },
      '/token': { get: calls({ security: [{ token: [] }, { key: [] }] }) },
      '/slow': { get: calls() },
      '/items': {
        post: calls({
          parameters: [{ name: 'page', in: 'query', required: true }],
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } } },
          'x-amazon-apigateway-request-validator': 'all',
        }),
      },
      '/mock': { get: { responses: { 200: {}, 404: {} }, 'x-amazon-apigateway-integration': mock } },
    },
  };
  return new SpecRestApi(stack, 'Spec', { apiDefinition: ApiDefinition.fromInline(document), deployOptions });
}

/** Ids, which differ from API to API and from request to request. */
const OWN = [
  'apiId',
  'domainName',
  'domainPrefix',
  'deploymentId',
  'extendedRequestId',
  'requestId',
  'resourceId',
  'integrationLatency',
];

async function answerOf(url: string, path: string, options: CallOptions): Promise<object> {
  const { status, headers, body } = await call(url, path, options);
  const json = body !== '' && headers['content-type'] === 'application/json';
  const withoutIds = (key: string, value: unknown): unknown =>
    OWN.includes(key) || /^(x-amzn-trace-id|x-forwarded-port|host)$/i.test(key) ? undefined : value;
  const kept = Object.entries(headers).filter(
    ([name]) => !/^(x-amz|date|content-length)/.test(name) || name === 'x-amzn-errortype',
  );
  return { status, headers: Object.fromEntries(kept), body: json ? JSON.parse(body, withoutIds) : body };
}

const item = (body: string): CallOptions => ({ method: 'POST', body, headers: { 'content-type': 'application/json' } });
const authorized = (authorization: string, key = KEY): CallOptions => ({
  headers: { authorization, 'x-api-key': key },
});

it.each<[string, number, CallOptions?]>([
  ['/open/a%2Bb?x=1&x=2', 200, { method: 'PATCH', headers: { 'X-A': ['1', '2'] }, body: 'text' }],
  ['/open/7', 200, { method: 'PUT', headers: { 'content-type': 'image/png' }, body: 'abc' }],
  ['/files/a//b', 200],
  ['/files', 403],
  ['/nope', 403, { headers: { Origin: 'https://a.example.com' } }],
  ['/token', 401],
  ['/token', 403, authorized('no')],
  ['/token', 403, authorized('ada', 'another-key-of-20-characters')],
  ['/token', 200, authorized('ada')],
  ['/items', 400, item('{"sku":"a"}')],
  ['/items?page=1', 400, item('{"sku":1}')],
  ['/items?page=1', 200, item('{"sku":"a"}')],
  ['/mock', 200],
  ['/mock?q=1', 404],
  ['/slow', 200],
  ['/slow', 429],
])('%s is a %d, of resources as of a body', async (path, status, options = {}) => {
  const ofTree = await answerOf(urls.tree, path, options);
  expect(ofTree).toMatchObject({ status });
  expect(ofTree).toEqual(await answerOf(urls.body, path, options));
});

it('both have the same routes', () => {
  const [first, second] = running.gateway.apis.map(({ routes }) =>
    routes.map(({ routeKey, apiKeyRequired }) => `${routeKey} ${apiKeyRequired}`).sort(),
  );
  expect(first).toEqual(second);
  expect(first).toHaveLength(6);
});
