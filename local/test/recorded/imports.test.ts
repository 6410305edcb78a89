/**
 * What imported bodies become, recorded by localstack: tests/aws/services/apigateway/test_apigateway_import,
 * test_import_rest_apis_with_base_path_swagger and test_import_rest_api_with_base_path_oas30, with resources in place of
 * answers; tests/aws/services/cloudformation/resources/test_apigateway, test_cfn_apigateway_swagger_import.
 */
import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Backend, startBackend } from '../support/backend';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

let backend: Backend;
let api: RunningRestApi | undefined;
beforeAll(async () => {
  backend = await startBackend(({ body }) => ({ headers: { 'Content-Type': 'application/json' }, body }));
});
afterEach(() => api?.close());
afterAll(() => backend.close());

const TEST = {
  '/test': {
    get: {
      responses: { 200: {} },
      'x-amazon-apigateway-integration': {
        type: 'mock',
        requestTemplates: { 'application/json': '{"statusCode": 200}' },
        responses: { default: { statusCode: '200' } },
      },
    },
  },
};

const SWAGGER = { openapi: undefined, swagger: '2.0', basePath: '/base' };
const VARIABLE = { servers: [{ url: 'https://testdomain.com', variables: { basePath: { default: '/base-var' } } }] };
const URL = { servers: [{ url: 'https://testdomain.com/base-url/part/' }] };

it.each([
  ['OpenAPI 2', SWAGGER, 'ignore', '/test'],
  ['OpenAPI 2', SWAGGER, 'prepend', '/base/test'],
  ['OpenAPI 2', SWAGGER, 'split', '/test'],
  ['a variable', VARIABLE, 'ignore', '/test'],
  ['a variable', VARIABLE, 'prepend', '/base-var/test'],
  ['a variable', VARIABLE, 'split', '/test'],
  ['a URL', URL, 'ignore', '/test'],
  ['a URL', URL, 'prepend', '/base-url/part/test'],
  ['a URL', URL, 'split', '/part/test'],
])('C-36: the base path of %s: %j, %s', async (_, document, basepath, path) => {
  api = await serveRestApi({
    body: () => ({ ...document, paths: TEST }),
    extend: (__, spec) => {
      (spec.node.defaultChild as CfnRestApi).parameters = { basepath };
    },
  });
  expect(api.gateway.apis[0]?.routes.map(({ routeKey }) => routeKey)).toEqual([`GET ${path}`]);
  expect((await api.call(path)).status).toBe(200);
});

it('OpenAPI 2: a proxy with binary types', async () => {
  api = await serveRestApi({
    body: () => ({
      ...SWAGGER,
      swagger: 2,
      'x-amazon-apigateway-binary-media-types': ['*/*'],
      paths: {
        '/test': {
          post: {
            responses: {},
            'x-amazon-apigateway-integration': { uri: backend.url, httpMethod: 'POST', type: 'http_proxy' },
          },
        },
      },
    }),
  });
  expect((await api.call('/test', { method: 'POST', body: 'test 123' })).body).toBe('test 123');
});

it('OpenAPI 2: models, parameters and schemes under their own names', async () => {
  const PET = { type: 'object', required: ['type'], properties: { type: { $ref: '#/definitions/PetType' } } };
  api = await serveRestApi({
    body: ({ calls }) => ({
      ...SWAGGER,
      definitions: { PetType: { type: 'string', enum: ['dog', 'cat'] }, Pet: PET },
      parameters: { Page: { name: 'page', in: 'query', required: true, type: 'string' } },
      securityDefinitions: { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } },
      'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
      'x-amazon-apigateway-request-validator': 'all',
      paths: {
        '/pets': {
          parameters: [{ $ref: '#/parameters/Page' }],
          post: calls('Echo', { parameters: [{ name: 'pet', in: 'body', schema: { $ref: '#/definitions/Pet' } }] }),
        },
        '/keyed': { get: calls('Echo', { security: [{ key: [] }] }) },
      },
    }),
  });
  const post = (path: string, pet: object) => api!.call(path, { method: 'POST', body: JSON.stringify(pet) });
  expect((await post('/pets?page=1', { type: 'dog' })).status).toBe(200);
  expect(JSON.parse((await post('/pets?page=1', { type: 'cow' })).body)).toEqual({ message: 'Invalid request body' });
  expect(JSON.parse((await post('/pets', { type: 'dog' })).body)).toEqual({
    message: 'Missing required request parameters: [page]',
  });
  expect((await api.call('/keyed')).status).toBe(403);
});
