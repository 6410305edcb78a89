import { CallOptions } from '../support/call';
import { CachedApi, RunningCachedApi, serveCachedApi, settings } from '../support/cached-api';
import { TestClock } from '../support/gateway';

let api: RunningCachedApi | undefined;
const clock = new TestClock();
afterEach(async () => {
  await api?.close();
  api = undefined;
});

async function serve(fixture?: CachedApi): Promise<void> {
  api = await serveCachedApi(fixture, clock);
}
const ask = (path: string, options?: CallOptions) => api!.ask(path, options);

describe('R-91: what is cached', () => {
  it('an answer for 300 seconds, unless it is said', async () => {
    await serve();
    expect([await ask('/a'), await ask('/a')]).toEqual(['200 1', '200 1']);
    clock.advance(299_999);
    expect(await ask('/a')).toBe('200 1');
    clock.advance(1);
    expect([await ask('/a'), await ask('/a')]).toEqual(['200 2', '200 2']);
  });

  it('a use does not make an answer younger', async () => {
    await serve({ change: settings({ CacheTtlInSeconds: 10 }) });
    for (const expected of ['200 1', '200 1', '200 1', '200 2']) {
      expect(await ask('/a')).toBe(expected);
      clock.advance(4_000);
    }
  });

  it.each<[string, CachedApi]>([
    ['without a cluster', { change: (stage) => (stage.cacheClusterEnabled = false) }],
    ['where caching is not enabled', { change: settings({ CachingEnabled: false }) }],
    ['with a TTL of 0', { change: settings({ CacheTtlInSeconds: 0 }) }],
    ['on a method that is told so', { stage: { methodOptions: { '/a/GET': { cachingEnabled: false } } } }],
  ])('nothing %s', async (_, fixture) => {
    await serve(fixture);
    expect([await ask('/a'), await ask('/a')]).toEqual(['200 1', '200 2']);
  });

  it('of a cluster that nothing more is said of, every GET (assumed)', async () => {
    await serve({ change: (stage) => stage.addPropertyDeletionOverride('MethodSettings') });
    expect([await ask('/a'), await ask('/a')]).toEqual(['200 1', '200 1']);
  });

  it('no other methods than GET', async () => {
    await serve();
    for (const method of ['POST', 'OPTIONS', 'PUT']) await ask('/a', { method });
    expect([await ask('/a', { method: 'POST' }), await ask('/a')]).toEqual(['200 4', '200 5']);
  });

  it('another method by a setting of its own', async () => {
    await serve({
      paths: ({ calls }) => ({ '/a': { post: calls('Count'), put: calls('Count') } }),
      stage: { methodOptions: { '/a/POST': { cachingEnabled: true } } },
    });
    const put = { method: 'PUT' };
    const post = { method: 'POST' };
    expect([await ask('/a', post), await ask('/a', post)]).toEqual(['200 1', '200 1']);
    expect([await ask('/a', put), await ask('/a', put)]).toEqual(['200 2', '200 3']);
  });

  it('nothing over 1,048,576 bytes', async () => {
    await serve();
    const count = async (size: number) => (await api!.call(`/a?size=${size}`)).headers['x-count'];
    expect([await count(1_048_577), await count(1_048_577)]).toEqual(['1', '2']);
    expect([await count(1_048_576), await count(1_048_576)]).toEqual(['3', '3']);
  });

  it('R-94: errors of the integration', async () => {
    await serve();
    expect([await ask('/a?status=503'), await ask('/a')]).toEqual(['503 1', '503 1']);
  });

  it('no errors of the gateway (assumed)', async () => {
    await serve();
    expect((await api!.call('/a?throw=1')).status).toBe(502);
    expect(await ask('/a')).toBe('200 1');
  });

  it('headers too, but each answer has ids of its own (assumed)', async () => {
    await serve();
    const [first, second] = [await api!.call('/a'), await api!.call('/a')];
    expect(second.headers['x-count']).toBe('1');
    for (const name of ['x-amzn-requestid', 'x-amzn-trace-id']) {
      expect(second.headers[name]).toEqual(expect.any(String));
      expect(second.headers[name]).not.toBe(first.headers[name]);
    }
  });

  it('answers of mocks, as they were mapped for the first caller (assumed)', async () => {
    const mock = {
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode":200}' },
      responses: { default: { statusCode: '200', responseTemplates: { 'text/plain': '$input.params("q")' } } },
    };
    await serve({
      paths: () => ({ '/a': { get: { responses: { 200: {} }, 'x-amazon-apigateway-integration': mock } } }),
    });
    expect([await ask('/a?q=1'), await ask('/a?q=2')]).toEqual(['200 1', '200 1']);
  });
});

describe('R-13: before the cache come', () => {
  it('R-94: the authorizer, whatever is cached', async () => {
    await serve({ paths: ({ calls }) => ({ '/a': { get: calls('Count', { security: [{ Token: [] }] }) } }) });
    const as = (authorization: string) => ask('/a', { headers: { authorization } });
    expect([await as('ada'), await as('bob')]).toEqual(['200 1', '200 1']);
    expect((await api!.call('/a')).status).toBe(401);
  });

  it('the throttle', async () => {
    await serve({ stage: { throttlingRateLimit: 1, throttlingBurstLimit: 2 } });
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await api!.call('/a')).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('validation', async () => {
    const parameters = [{ name: 'q', in: 'query', required: true }];
    await serve({
      paths: ({ calls }) => ({ '/a': { get: calls('Count', { parameters }) } }),
      root: {
        'x-amazon-apigateway-request-validator': 'all',
        'x-amazon-apigateway-request-validators': { all: { validateRequestParameters: true } },
      },
    });
    expect(await ask('/a?q=1')).toBe('200 1');
    expect((await api!.call('/a')).status).toBe(400);
    expect(await ask('/a?q=2')).toBe('200 1');
  });
});

it.each([
  [{ CacheTtlInSeconds: 3_601 }, 'MethodSettings.0.CacheTtlInSeconds: must be 0 to 3600'],
  [{ UnauthorizedCacheControlHeaderStrategy: 'MAYBE' }, 'UnauthorizedCacheControlHeaderStrategy: must be one of'],
  [{ NewIn2030: 1 }, 'MethodSettings.0.NewIn2030: is not known'],
  [{ HttpMethod: 'GET' }, 'MethodSettings.0: is for one method, or for all of them by /* and *'],
  [{ ResourcePath: '/~1a' }, 'MethodSettings.0: is for one method, or for all of them by /* and *'],
])('the setting %j is refused', async (setting, text) => {
  await expect(serve({ change: settings(setting) })).rejects.toThrow(text);
});

it('the log tells what was answered from the cache', async () => {
  await serve();
  await ask('/a');
  await ask('/a');
  const steps = api!.gateway.requests.map(({ decisions }) =>
    decisions.map(({ step, outcome }) => `${step} ${outcome}`),
  );
  expect(steps[0]?.slice(-2)).toEqual(['cache pass', 'integrate pass']);
  expect(steps[1]?.at(-1)).toBe('cache answered');
});
