import { ApiKey, CfnApiKey, Period, UsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { TestClock } from '../support/gateway';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

const LITERAL = 'a-literal-value-of-the-template';

const AUTHORIZER = (key: string) => `exports.handler = async ({ authorizationToken }) => ({
  principalId: 'ada',
  policyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  usageIdentifierKey: authorizationToken === 'with-key' ? '${key}' : undefined,
});`;

let api: RunningRestApi;
let clock: TestClock;
afterEach(() => api?.close());

async function serve(keySource: 'HEADER' | 'AUTHORIZER' = 'HEADER'): Promise<void> {
  clock = new TestClock();
  api = await serveRestApi(
    {
      functions: { Authorizer: AUTHORIZER(LITERAL), Throw: 'exports.handler = async () => { throw new Error(); };' },
      stage: {
        methodOptions: {
          '/slow/GET': { throttlingRateLimit: 1, throttlingBurstLimit: 1 },
          '/closed/GET': { throttlingRateLimit: 0 },
        },
      },
      body: ({ calls, uri }) => ({
        'x-amazon-apigateway-api-key-source': keySource,
        components: {
          securitySchemes: {
            key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
            Token: {
              type: 'apiKey',
              in: 'header',
              name: 'Authorization',
              'x-amazon-apigateway-authtype': 'custom',
              'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: uri('Authorizer') },
            },
          },
        },
        paths: {
          '/open': { get: calls('Echo', { security: [] }) },
          '/key': { get: calls('Echo', { security: [{ key: [] }] }) },
          '/other': { get: calls('Echo', { security: [{ key: [] }] }) },
          '/both': { get: calls('Echo', { security: [{ Token: [] }, { key: [] }] }) },
          '/slow': { get: calls('Echo') },
          '/closed': { get: calls('Echo') },
        },
      }),
      extend: (stack, restApi) => {
        const stage = restApi.deploymentStage;
        const plan = (id: string, props: object) =>
          new UsagePlan(stack, id, { name: id, apiStages: [{ stage }], ...props });
        const free = plan('free', {
          throttle: { rateLimit: 10, burstLimit: 2 },
          quota: { limit: 5, period: Period.DAY },
        });
        free.addApiKey(new ApiKey(stack, 'Literal', { value: LITERAL, apiKeyName: 'literal' }));
        free.addApiKey(new ApiKey(stack, 'Disabled', { value: 'disabled-value-of-20-characters', enabled: false }));
        plan('pro', {}).addApiKey(new ApiKey(stack, 'MadeUp', { apiKeyName: 'made-up' }));
        const secret = new Secret(stack, 'Secret', { generateSecretString: { excludePunctuation: true } });
        const secretKey = new CfnApiKey(stack, 'FromSecret', {
          enabled: true,
          name: 'secret',
          value: secret.secretValue.unsafeUnwrap(),
        });
        plan('business', {}).addApiKey(ApiKey.fromApiKeyId(stack, 'FromSecretRef', secretKey.ref));
        new ApiKey(stack, 'Planless', { value: 'planless-value-of-20-characters' });
      },
    },
    { clock },
  );
}

const status = async (path: string, key?: string, headers = {}) =>
  (await api.call(path, { headers: { ...(key && { 'x-api-key': key }), ...headers } })).status;
const valueOf = (name: string) => api.gateway.apiKeys.find((key) => key.name === name)!.value;

it('R-74, C-13: only a method that demands a key looks at it', async () => {
  await serve();
  expect(await status('/open')).toBe(200);
  expect(await status('/open', 'nonsense')).toBe(200);
  expect(await status('/key', LITERAL)).toBe(200);
  expect(
    api.gateway.apis[0]?.routes.filter(({ apiKeyRequired }) => apiKeyRequired).map(({ routeKey }) => routeKey),
  ).toEqual(['GET /key', 'GET /other', 'GET /both']);
});

it.each([
  ['missing', undefined],
  ['unknown', 'nonsense'],
  ['disabled', 'disabled-value-of-20-characters'],
  ['in no plan', 'planless-value-of-20-characters'],
])('R-76, R-40: a key that is %s', async (_, key) => {
  await serve();
  const { status, body, headers } = await api.call('/key', { headers: key ? { 'x-api-key': key } : {} });
  expect([status, body]).toEqual([403, '{"message":"Forbidden"}']);
  expect(headers['x-amzn-errortype']).toBe('ForbiddenException');
});

it('a key without a value of its own, or with one from a secret, gets a development value', async () => {
  await serve();
  const keys = api.gateway.apiKeys.map(({ name, origin, plans }) => ({ name, origin, plans }));
  expect(keys).toEqual(
    expect.arrayContaining([
      { name: 'literal', origin: 'template', plans: ['free'] },
      { name: 'made-up', origin: 'development', plans: ['pro'] },
      { name: 'secret', origin: 'development', plans: ['business'] },
    ]),
  );
  expect(valueOf('made-up')).toMatch(/^[a-z0-9]{40}$/);
  expect(valueOf('secret')).toMatch(/^[A-Za-z0-9]{32}$/);
  for (const name of ['made-up', 'secret']) expect(await status('/key', valueOf(name))).toBe(200);
});

it('C-13: an authorizer and a key as two entries are both needed; R-13: the authorizer comes first', async () => {
  await serve();
  expect(await status('/both', LITERAL)).toBe(401);
  expect(await status('/both', undefined, { authorization: 'any' })).toBe(403);
  expect(await status('/both', LITERAL, { authorization: 'any' })).toBe(200);
});

it('R-18: the key is in the event', async () => {
  await serve();
  const event = await api.event('/key', { headers: { 'x-api-key': LITERAL } });
  expect(event.requestContext.identity).toMatchObject({
    apiKey: LITERAL,
    apiKeyId: expect.stringMatching(/^[a-z0-9]{10}$/),
  });
});

it('R-75: with source AUTHORIZER the header is ignored', async () => {
  await serve('AUTHORIZER');
  expect(await status('/both', LITERAL, { authorization: 'without' })).toBe(403);
  expect(await status('/both', undefined, { authorization: 'with-key' })).toBe(200);
});

it('R-78, R-79, R-46: the plan’s throttle, for each key', async () => {
  await serve();
  expect([await status('/key', LITERAL), await status('/other', LITERAL)]).toEqual([200, 200]);
  const { status: code, body, headers } = await api.call('/key', { headers: { 'x-api-key': LITERAL } });
  expect([code, body]).toEqual([429, '{"message":"Too Many Requests"}']);
  expect(headers['x-amzn-errortype']).toBe('TooManyRequestsException');
  expect(headers).not.toHaveProperty('retry-after');
  expect(await status('/key', valueOf('made-up'))).toBe(200);
  clock.advance(100);
  expect(await status('/key', LITERAL)).toBe(200);
});

it('R-80, R-43: the quota; what is rejected does not count, and the next day is a new one', async () => {
  await serve();
  for (let used = 0; used < 5; used++) {
    clock.advance(1_000);
    expect(await status('/key', LITERAL)).toBe(200);
    expect(await status('/key', 'nonsense')).toBe(403);
  }
  const { status: code, body, headers } = await api.call('/key', { headers: { 'x-api-key': LITERAL } });
  expect([code, body]).toEqual([429, '{"message":"Limit Exceeded"}']);
  expect(headers['x-amzn-errortype']).toBe('LimitExceededException');
  clock.advance(12 * 60 * 60 * 1_000);
  expect(await status('/key', LITERAL)).toBe(200);
});

it('R-82: settings of the stage, where 0 blocks all', async () => {
  await serve();
  expect([await status('/slow'), await status('/slow')]).toEqual([200, 429]);
  clock.advance(1_000);
  expect(await status('/slow')).toBe(200);
  expect(await status('/closed')).toBe(429);
});
