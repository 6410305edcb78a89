/**
 * Routing and validation, recorded by localstack (tests/aws/services/apigateway/): test_apigateway_common,
 * test_api_gateway_request_validator and the two after it, test_integration_request_parameters_mapping and
 * TestApigatewayRouting; test_apigateway_import, test_import_with_circular_models_and_request_validation.
 */
import { Stack } from 'aws-cdk-lib';
import { CfnMethod, CfnModel, LambdaIntegration, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { inlineFunction, RunningRestApi, serveRestApi, serveRestStack } from '../support/rest-api';

const DRAFT_4 = 'http://json-schema.org/draft-04/schema#';
const NUMBERS = {
  type: 'object',
  properties: { a: { type: 'number' }, b: { type: 'number' } },
  required: ['a', 'b'],
};
const STATUS = {
  type: 'object',
  properties: { Status: { type: 'string' }, Order: { type: 'integer' } },
  required: ['Status', 'Order'],
};

let api: RunningRestApi;
beforeAll(async () => {
  api = await serveRestStack(build);
});
afterAll(() => api.close());

function build(stack: Stack): void {
  const restApi = new RestApi(stack, 'Api', { deployOptions: { stageName: 'dev' } });
  const model = (name: string, schema: object) => {
    const made = new CfnModel(stack, name, {
      restApiId: restApi.restApiId,
      name,
      contentType: 'application/json',
      schema,
    });
    restApi.latestDeployment?.node.addDependency(made);
    return made;
  };
  const reference = (name: string) => `https://apigateway.amazonaws.com/restapis/${restApi.restApiId}/models/${name}`;
  const numbers = model('testSchema', { $schema: DRAFT_4, title: 'testSchema', ...NUMBERS });
  const list = model('testSchemaList', { type: 'array', items: { $ref: reference('testSchema') } });
  const status = model('StatusModel', STATUS);
  const either = model('TestModel', {
    type: 'object',
    properties: { status: { oneOf: [{ type: 'null' }, { $ref: reference('StatusModel') }] } },
    required: ['status'],
  });
  list.addDependency(numbers);
  either.addDependency(status);
  const validator = restApi.addRequestValidator('Validator', {
    validateRequestBody: true,
    validateRequestParameters: true,
  });
  const added = (path: string, httpMethod: string, integration: LambdaIntegration | MockIntegration, more: object) => {
    const method = restApi.root.resourceForPath(path).addMethod(httpMethod, integration, {
      requestValidator: validator,
      methodResponses: [{ statusCode: '200' }],
    });
    for (const [name, value] of Object.entries(more)) {
      (method.node.defaultChild as CfnMethod).addPropertyOverride(name, value);
    }
  };
  const required = (path: string) => ({
    RequestParameters: {
      [`method.request.path.${path}`]: true,
      'method.request.querystring.qs1': true,
      'method.request.header.x-header-param': true,
    },
    RequestModels: { 'application/json': 'testSchema' },
  });
  const echo = new LambdaIntegration(inlineFunction(stack, 'Echo'));
  added('/nested/{test}', 'GET', echo, required('test'));
  added('/nested/{test}', 'POST', echo, required('test'));
  added('/nested/{test}', 'PUT', echo, required('issuer'));
  added('/list', 'POST', echo, { RequestModels: { 'application/json': 'testSchemaList' } });
  added('/either', 'POST', echo, { RequestModels: { 'application/json': 'TestModel' } });
  const says = (message: string) =>
    new MockIntegration({
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      integrationResponses: [{ statusCode: '200', responseTemplates: { 'application/json': message } }],
    });
  added('/routed/test', 'POST', says('POST'), {});
  added('/routed/test/any', 'ANY', says('ANY'), {});
  added('/routed/{proxy+}', 'OPTIONS', says('OPTIONS'), {});
  added('/routed/{proxy+}', 'GET', says('proxy'), {});
}

interface Parts {
  readonly query?: string;
  readonly header?: string;
  readonly body?: unknown;
}

const send = (method: string, path: string, { query, header, body }: Parts) =>
  api.call(`${path}${query === undefined ? '' : `?qs1=${query}`}`, {
    method,
    headers: {
      ...(header !== undefined && { 'x-header-param': header }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });

const INVALID = 'Invalid request body';
const all = { query: 'test', header: 'test' };

it.each<[string, string, Parts, string | undefined]>([
  ['POST', '/nested/value', { ...all, body: { a: 1, b: 2 } }, undefined],
  [
    'PUT',
    '/nested/value',
    { body: { test: 'test' } },
    'Missing required request parameters: [x-header-param, issuer, qs1]',
  ],
  ['GET', '/nested/value', { query: 'test' }, 'Missing required request parameters: [x-header-param]'],
  ['GET', '/nested/value', { header: 'test' }, 'Missing required request parameters: [qs1]'],
  ['POST', '/nested/value', { ...all, body: { test: 'test' } }, INVALID],
  ['GET', '/nested/value', all, INVALID],
  ['POST', '/list', { body: [{ a: 1, b: 2 }] }, undefined],
  ['POST', '/list', {}, INVALID],
  ['POST', '/either', { body: { status: null } }, undefined],
  ['POST', '/either', { body: { status: { Status: 'works', Order: 1 } } }, undefined],
  ['POST', '/either', {}, INVALID],
  ['POST', '/either', { body: { badFormat: 'bla' } }, INVALID],
])('R-85, R-87: %s %s with %j', async (method, path, parts, message) => {
  const { status, body } = await send(method, path, parts);
  expect([status, message && JSON.parse(body).message]).toEqual([message ? 400 : 200, message]);
});

it.each([
  ['OPTIONS', '/routed/test', 'OPTIONS'],
  ['POST', '/routed/test', 'POST'],
  ['OPTIONS', '/routed/test/any', 'ANY'],
  ['GET', '/routed/test/any', 'ANY'],
  ['GET', '/routed/test/random-value', 'proxy'],
])('R-4 to R-6: %s %s', async (method, path, expected) => {
  expect((await api.call(path, { method })).body).toBe(expected);
});

it.each([
  ['GET', '/random-non-existing'],
  ['DELETE', '/routed/test'],
])('R-8: %s %s', async (method, path) => {
  const { body, headers } = await api.call(path, { method });
  expect([JSON.parse(body), headers['x-amzn-errortype']]).toEqual([
    { message: 'Missing Authentication Token' },
    'MissingAuthenticationTokenException',
  ]);
});

it('C-22: models that refer to each other, in a body', async () => {
  const person = { $ref: '#/components/schemas/Person' };
  const circular = await serveRestApi({
    body: ({ calls }) => ({
      'x-amazon-apigateway-request-validators': {
        basic: { validateRequestBody: true, validateRequestParameters: true },
      },
      'x-amazon-apigateway-request-validator': 'basic',
      paths: {
        '/person': { post: calls('Echo', { requestBody: { content: { 'application/json': { schema: person } } } }) },
      },
      components: {
        schemas: {
          Person: {
            type: 'object',
            properties: {
              name: { type: 'string' },
              b: { type: 'number' },
              house: { $ref: '#/components/schemas/House' },
            },
            required: ['name', 'b'],
          },
          House: {
            type: 'object',
            properties: {
              randomProperty: { type: 'string', format: 'byte' },
              contains: { type: 'array', items: person, minItems: 1 },
            },
          },
        },
      },
    }),
  });
  const statusFor = async (contains: object) => {
    const body = { name: 'Person1', b: 2, house: { randomProperty: 'this is random', contains: [contains] } };
    return (await circular.call('/person', { method: 'POST', body: JSON.stringify(body) })).status;
  };
  expect([await statusFor({ name: 'Person2', b: 3 }), await statusFor({ randomObject: 'no Person' })]).toEqual([
    200, 400,
  ]);
  await circular.close();
});
