import { Backend, startBackend } from '../support/backend';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

const AUTHORIZER = `exports.handler = async ({ type }) => ({
  principalId: type,
  policyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
});`;

let api: RunningRestApi;
let backend: Backend;
beforeAll(async () => {
  backend = await startBackend(({ method, url }) => ({
    status: url === '/missing' ? 404 : 200,
    headers: { 'X-Kind': 'backend', 'Content-Type': 'text/plain' },
    body: `${method} ${url}`,
  }));
  api = await serveRestApi({
    functions: { Authorizer: AUTHORIZER },
    body: ({ calls, uri }) => {
      const scheme = (authorizer: object, more = {}) => ({
        type: 'apiKey',
        in: 'header',
        name: 'X-Token',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': { authorizerUri: uri('Authorizer'), ...authorizer },
        ...more,
      });
      const responses = { '200': { headers: { Kind: { schema: { type: 'string' } } } }, '404': {} };
      return {
        components: {
          securitySchemes: {
            Token: scheme({ type: 'token' }),
            Request: scheme(
              { type: 'request', identitySource: 'method.request.header.A, method.request.querystring.b' },
              { name: 'Unused', 'x-amazon-apigateway-authtype': 'oauth2' },
            ),
            NobodyUsesIt: { type: 'oauth2' },
          },
        },
        paths: {
          '/token': { get: calls('Echo', { security: [{ Token: [] }] }) },
          '/request': { get: calls('Echo', { security: [{ Request: [] }] }) },
          '/named': { get: calls('Echo', { operationId: 'getNamed' }), put: calls('Echo') },
          '/variables': {
            get: {
              responses: { '200': {} },
              'x-amazon-apigateway-integration': {
                type: 'MOCK',
                requestTemplates: { 'application/json': '{"statusCode": 200}' },
                responses: {
                  default: {
                    statusCode: 200,
                    responseTemplates: { 'text/plain': '${AWS::Partition} ${AWS::Region} ${AWS::AccountId}' },
                  },
                },
              },
            },
          },
          '/orders/{id}': {
            get: {
              responses,
              'x-amazon-apigateway-integration': {
                type: 'http',
                httpMethod: 'post',
                uri: `${backend.url}/{where}`,
                requestParameters: { 'integration.request.path.where': 'method.request.path.id' },
                responses: {
                  default: {
                    statusCode: '200',
                    responseParameters: { 'method.response.header.Kind': 'integration.response.header.X-Kind' },
                  },
                  '4\\d\\d': { statusCode: '404', responseTemplates: { 'application/json': '{"gone":true}' } },
                },
              },
            },
          },
        },
      };
    },
  });
});
afterAll(() => Promise.all([api.close(), backend.close()]));

it('C-8, C-10, C-12: a TOKEN authorizer looks at the header that its scheme names', async () => {
  expect((await api.call('/token', { headers: { authorization: 'a' } })).status).toBe(401);
  expect((await api.event('/token', { headers: { 'x-token': 'a' } })).requestContext.authorizer.principalId).toBe(
    'TOKEN',
  );
});

it('C-11: a REQUEST authorizer looks at its sources, whatever its scheme is called', async () => {
  expect((await api.call('/request', { headers: { unused: 'a' } })).status).toBe(401);
  const { requestContext } = await api.event('/request?b=1', { headers: { a: '1' } });
  expect(requestContext.authorizer.principalId).toBe('REQUEST');
});

it('C-35: an operationId is the name of the operation; a scheme that nobody uses is of no interest', async () => {
  expect((await api.event('/named')).requestContext.operationName).toBe('getNamed');
  expect((await api.event('/named', { method: 'PUT' })).requestContext).not.toHaveProperty('operationName');
});

it('C-37: variables of AWS are resolved by the import itself', async () => {
  expect(await api.call('/variables')).toMatchObject({ status: 200, body: 'aws us-east-1 000000000000' });
});

it('C-3, C-5, C-6, C-29: an HTTP integration with mappings from a parameter that is not declared', async () => {
  expect(await api.call('/orders/7')).toMatchObject({ status: 200, body: 'POST /7', headers: { kind: 'backend' } });
  const missing = await api.call('/orders/missing');
  expect(missing).toMatchObject({ status: 404, body: '{"gone":true}' });
  expect(missing.headers).not.toHaveProperty('kind');
});
