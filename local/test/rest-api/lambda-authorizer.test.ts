import { TestClock } from '../support/gateway';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

/** Lets the token say what to do; counts its calls. */
const AUTHORIZER = `
let calls = 0;
exports.handler = async (event) => {
  const token = event.authorizationToken ?? event.headers.Authorization ?? event.queryStringParameters?.token;
  if (token === 'unauthorized') throw 'Unauthorized';
  if (token === 'throw') throw new Error('secret');
  const [api, stage] = event.methodArn.split('/');
  const statement = (Effect, Resource) => ({ Effect, Action: 'execute-api:Invoke', Resource });
  const policies = {
    one: [statement('Allow', event.methodArn)],
    all: [statement('Allow', api + '/' + stage + '/*')],
    'orders-only': [statement('Allow', api + '/' + stage + '/GET/orders/?')],
    deny: [statement('Allow', '*'), statement('Deny', event.methodArn)],
    none: [],
    long: [statement('Allow', 'a'.repeat(513))],
  };
  return {
    principalId: 'ada',
    policyDocument: { Version: '2012-10-17', Statement: policies[token] ?? policies.all },
    context: token === 'object' ? { a: {} } : { calls: ++calls, admin: true, event: JSON.stringify(event) },
  };
};`;

const scheme = (uri: string, authorizer: object) => ({
  type: 'apiKey',
  in: 'header',
  name: 'Authorization',
  'x-amazon-apigateway-authtype': 'custom',
  'x-amazon-apigateway-authorizer': { authorizerUri: uri, ...authorizer },
});

let api: RunningRestApi;
const clock = new TestClock();
beforeAll(async () => {
  api = await serveRestApi(
    {
      functions: {
        Authorizer: AUTHORIZER,
        Slow: 'exports.handler = () => new Promise(() => setInterval(() => 0, 1e3));',
      },
      body: ({ calls, uri }) => ({
        components: {
          securitySchemes: {
            Token: scheme(uri('Authorizer'), { type: 'token', identityValidationExpression: '[a-z-]+' }),
            Request: scheme(uri('Authorizer'), {
              type: 'request',
              identitySource: 'method.request.header.Authorization, method.request.querystring.tenant',
              authorizerResultTtlInSeconds: 60,
            }),
            Uncached: scheme(uri('Authorizer'), {
              type: 'request',
              identitySource: 'method.request.header.Authorization',
              authorizerResultTtlInSeconds: 0,
            }),
          },
        },
        paths: {
          '/orders/{id}': {
            get: calls('Echo', { security: [{ Token: [] }] }),
            delete: calls('Echo', { security: [{ Token: [] }] }),
          },
          '/request': { get: calls('Echo', { security: [{ Request: [] }] }) },
          '/uncached': { get: calls('Echo', { security: [{ Uncached: [] }] }) },
        },
      }),
    },
    { clock },
  );
});
afterAll(() => api.close());

const as = (authorization: string) => ({ headers: { authorization } });

it('R-55: a TOKEN event is three fields', async () => {
  const event = await api.event('/orders/1', as('one'));
  const { apiId } = event.requestContext;
  expect(JSON.parse(event.requestContext.authorizer.event)).toEqual({
    type: 'TOKEN',
    authorizationToken: 'one',
    methodArn: `arn:aws:execute-api:us-east-1:000000000000:${apiId}/v1/GET/orders/1`,
  });
});

it.each([
  ['missing', undefined],
  ['empty', ''],
  ['not as the expression wants it', 'A1'],
])('R-55: a token that is %s is a 401, and nobody is asked', async (_, token) => {
  const { status, body, headers } = await api.call('/orders/1', token === undefined ? {} : as(token));
  expect([status, body]).toEqual([401, '{"message":"Unauthorized"}']);
  expect(headers['x-amzn-errortype']).toBe('UnauthorizedException');
});

it('R-19, R-61: the context is in the event as text', async () => {
  const { authorizer } = (await api.event('/orders/1', as('context'))).requestContext;
  expect(authorizer).toMatchObject({ principalId: 'ada', admin: 'true', integrationLatency: expect.any(Number) });
  expect(authorizer.calls).toMatch(/^\d+$/);
});

it.each([
  [
    'no statement that matches',
    'none',
    '{"Message":"User is not authorized to access this resource"}',
    'no statement of its policy allows this method',
  ],
  [
    'an explicit deny, which beats an allow',
    'deny',
    '{"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}',
    'its policy denies this method',
  ],
])('R-58, R-30: %s', async (_, token, expected, told) => {
  const { status, body, headers } = await api.call('/orders/1', as(token));
  expect([status, body]).toEqual([403, expected]);
  expect(headers['x-amzn-errortype']).toBe('AccessDeniedException');
  expect(api.gateway.requests.at(-1)!.decisions.at(-1)!.detail).toContain(told);
});

it('R-58: wildcards', async () => {
  expect((await api.call('/orders/1', as('orders-only'))).status).toBe(200);
  expect((await api.call('/orders/12', as('orders-only'))).status).toBe(403);
});

it('R-59: Unauthorized is a 401', async () => {
  expect((await api.call('/orders/1', as('unauthorized'))).status).toBe(401);
});

it.each(['throw', 'long', 'object'])('R-59, R-32, R-61: a failure of the authorizer: %s', async (token) => {
  const { status, body, headers } = await api.call('/orders/1', as(token));
  expect([status, body]).toEqual([500, '{"message":null}']);
  expect(headers['x-amzn-errortype']).toBe('AuthorizerConfigurationException');
});

it('R-60: the policy is cached by the token, and judged anew for each method', async () => {
  const calls = async (token: string) => (await api.event('/orders/1', as(token))).requestContext.authorizer.calls;
  const first = await calls('all');
  expect(await calls('all')).toBe(first);
  expect(await calls('all-other')).not.toBe(first);
  expect((await api.call('/orders/1', { ...as('all'), method: 'DELETE' })).status).toBe(200);
  expect((await api.call('/orders/1', as('one'))).status).toBe(200);
  // its policy was for GET /orders/1 only
  expect((await api.call('/orders/1', { ...as('one'), method: 'DELETE' })).status).toBe(403);
  clock.advance(299_000);
  expect(await calls('all')).toBe(first);
  clock.advance(2_000);
  expect(await calls('all')).not.toBe(first);
});

it('R-56: a REQUEST event is the request without its body', async () => {
  const event = await api.event('/request?tenant=t', as('all'));
  const seen = JSON.parse(event.requestContext.authorizer.event);
  const withoutBody = Object.keys(event).filter((key) => key !== 'body' && key !== 'isBase64Encoded');
  expect(Object.keys(seen).sort()).toEqual([...withoutBody, 'methodArn', 'type'].sort());
  expect(seen).toMatchObject({ type: 'REQUEST', resource: '/request', queryStringParameters: { tenant: 't' } });
  expect(seen.requestContext).not.toHaveProperty('authorizer');
});

it('R-57, R-60: with a cache every source is needed, and all of them are the key', async () => {
  expect((await api.call('/request', as('all'))).status).toBe(401);
  const calls = async (tenant: string) =>
    (await api.event(`/request?tenant=${tenant}`, as('all'))).requestContext.authorizer.calls;
  const first = await calls('a');
  expect(await calls('a')).toBe(first);
  expect(await calls('b')).not.toBe(first);
});

it('R-57: without a cache sources are optional, and the function is always asked', async () => {
  const first = (await api.event('/uncached')).requestContext.authorizer.calls;
  expect((await api.event('/uncached')).requestContext.authorizer.calls).not.toBe(first);
});

it('the verdict is in the request log, the token is not', async () => {
  await api.call('/orders/1', as('one'));
  const record = api.gateway.requests.at(-1)!;
  expect(record.decisions[1]).toEqual({
    step: 'authorize',
    outcome: 'pass',
    detail: expect.stringContaining('"ada": yes'),
  });
  expect(JSON.stringify(record)).not.toContain('"one"');
});
