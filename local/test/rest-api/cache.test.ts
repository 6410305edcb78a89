import { CfnStage, ResponseType, StageOptions } from 'aws-cdk-lib/aws-apigateway';
import { sign } from 'aws4';
import { defaultCredentials } from '../../src/core/development-credentials';
import { CallOptions } from '../support/call';
import { TestClock } from '../support/gateway';
import { Integrations, RunningRestApi, serveRestApi } from '../support/rest-api';

/** Counts its calls, and answers with what the query string asks for. */
const COUNT = `let count = 0;
exports.handler = async ({ queryStringParameters: query }) => {
  if (query?.throw) throw new Error('as asked');
  return {
    statusCode: Number(query?.status ?? 200),
    headers: { 'X-Count': String(++count) },
    body: query?.size ? 'x'.repeat(Number(query.size)) : String(count),
  };
};`;
const AUTHORIZER = `exports.handler = async ({ authorizationToken: token, methodArn }) => ({
  principalId: token,
  context: { team: token },
  policyDocument: {
    Statement: [{
      Effect: 'Allow',
      Action: token === 'admin' ? ['execute-api:Invoke', 'execute-api:InvalidateCache'] : 'execute-api:Invoke',
      Resource: methodArn,
    }],
  },
});`;
const RENEW = { 'cache-control': 'max-age=0' };
const WARNING = '199 Cache-control headers were ignored because the caller was unauthorized.';

let api: RunningRestApi | undefined;
const clock = new TestClock();
afterEach(async () => {
  await api?.close();
  api = undefined;
});

interface CachedApi {
  readonly paths?: (integrations: Integrations) => object;
  readonly stage?: StageOptions;
  readonly root?: object;
  /** Changes the stage's resource. */
  readonly change?: (stage: CfnStage) => void;
}

async function serve({ paths, stage, root, change }: CachedApi = {}): Promise<RunningRestApi> {
  api = await serveRestApi(
    {
      functions: { Count: COUNT, Authorizer: AUTHORIZER },
      stage: { cacheClusterEnabled: true, cachingEnabled: true, ...stage },
      body: (integrations) => {
        const authorizer = {
          type: 'token',
          authorizerUri: integrations.uri('Authorizer'),
          authorizerResultTtlInSeconds: 0,
        };
        const scheme = {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          'x-amazon-apigateway-authtype': 'custom',
        };
        return {
          components: { securitySchemes: { Token: { ...scheme, 'x-amazon-apigateway-authorizer': authorizer } } },
          paths: paths?.(integrations) ?? { '/a': { 'x-amazon-apigateway-any-method': integrations.calls('Count') } },
          ...root,
        };
      },
      extend: (_, spec) => change?.(spec.deploymentStage.node.defaultChild as CfnStage),
    },
    { clock },
  );
  return api;
}

/** `200 1` for the first answer of a function, `200 2` for the next one. */
const ask = async (path: string, options: CallOptions = {}): Promise<string> => {
  const { status, body } = await api!.call(path, options);
  return `${status} ${body}`;
};
const asAdmin = { headers: { ...RENEW, authorization: 'admin' } };
const settings = (setting: object) => (stage: CfnStage) =>
  stage.addPropertyOverride('MethodSettings', [
    { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true, ...setting },
  ]);

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
    ['on a method that is told so', { stage: { methodOptions: { '/a/ANY': { cachingEnabled: false } } } }],
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

describe('R-92, R-93: the key', () => {
  const keyed = (keyParameters: string[], more: object = {}): CachedApi => ({
    paths: ({ calls }) => ({
      '/a/{id}': {
        get: calls(
          'Count',
          {
            parameters: [
              { name: 'page', in: 'query' },
              { name: 'X-Tenant', in: 'header' },
            ],
          },
          { cacheKeyParameters: keyParameters, ...more },
        ),
      },
    }),
  });

  it('what is not declared makes no difference, not even the path', async () => {
    await serve(keyed([]));
    expect([await ask('/a/1'), await ask('/a/2?page=2'), await ask('/a/3', { headers: { 'X-Tenant': 'b' } })]).toEqual(
      Array(3).fill('200 1'),
    );
  });

  it('declared parameters do, and so does a missing one', async () => {
    await serve(keyed(['path.id', 'querystring.page', 'header.X-Tenant'].map((name) => `method.request.${name}`)));
    const paths = ['/a/1', '/a/2', '/a/2?page=1', '/a/2?page=2', '/a/2?page='];
    for (let round = 0; round < 2; round++) {
      for (const [index, path] of paths.entries()) expect(await ask(path)).toBe(`200 ${index + 1}`);
      expect(await ask('/a/2', { headers: { 'X-Tenant': 'b' } })).toBe('200 6');
      expect(await ask('/a/2?page=2&other=1')).toBe('200 4');
    }
  });

  it('headers count with their case (assumed)', async () => {
    await serve(keyed(['method.request.header.X-Tenant']));
    const as = (name: string, value: string) => ask('/a/1', { headers: { [name]: value } });
    expect([await as('X-Tenant', 'a'), await as('X-Tenant', 'b')]).toEqual(['200 1', '200 2']);
    expect([await as('x-tenant', 'a'), await as('x-tenant', 'b')]).toEqual(['200 3', '200 3']);
  });

  it('a part of the integration request is where its mapping has it from (assumed)', async () => {
    const mapping = { requestParameters: { 'integration.request.header.team': 'context.authorizer.team' } };
    await serve({
      paths: ({ calls }) => ({
        '/a': {
          get: calls(
            'Count',
            { security: [{ Token: [] }] },
            { ...mapping, cacheKeyParameters: ['integration.request.header.team'] },
          ),
        },
      }),
    });
    const as = (authorization: string) => ask('/a', { headers: { authorization } });
    expect([await as('red'), await as('blue'), await as('red')]).toEqual(['200 1', '200 2', '200 1']);
  });

  it('a namespace is the resource, or shared by name', async () => {
    await serve({
      paths: ({ calls }) => ({
        '/a': { get: calls('Count') },
        '/b': { get: calls('Count') },
        '/c': { get: calls('Count', {}, { cacheNamespace: 'shared' }) },
        '/d': { get: calls('Count', {}, { cacheNamespace: 'shared' }) },
      }),
    });
    const answers = [];
    for (const path of ['/a', '/b', '/c', '/d']) answers.push(await ask(path));
    expect(answers).toEqual(['200 1', '200 2', '200 3', '200 3']);
  });

  it('methods of a resource share its namespace (assumed)', async () => {
    await serve({
      paths: ({ calls }) => ({ '/a': { get: calls('Count'), post: calls('Count') } }),
      stage: { methodOptions: { '/a/POST': { cachingEnabled: true } } },
    });
    expect([await ask('/a', { method: 'POST' }), await ask('/a')]).toEqual(['200 1', '200 1']);
  });

  it.each([
    ['method.request.querystring.nope', 'is no parameter that the method declares'],
    ['integration.request.header.nope', 'is not mapped'],
    ['context.authorizer.sub', 'is no parameter that the method declares'],
  ])('%s is refused', async (parameter, reason) => {
    await expect(serve(keyed([parameter]))).rejects.toThrow(reason);
  });
});

describe('R-95, R-96: Cache-Control: max-age=0', () => {
  const renew = { headers: RENEW };

  it.each(['max-age=0', 'no-transform, Max-Age = 0'])(
    'renews an answer for everybody where that is said: %s',
    async (text) => {
      await serve({ change: settings({ RequireAuthorizationForCacheControl: false }) });
      const renewed = { headers: { 'cache-control': text } };
      expect([await ask('/a'), await ask('/a', renewed), await ask('/a')]).toEqual(['200 1', '200 2', '200 2']);
      expect(api!.gateway.notes.map(({ text }) => text)).toEqual([
        expect.stringContaining('CloudFormation can not set who may renew'),
      ]);
    },
  );

  it.each(['no-cache', 'max-age=1', 'no-store'])('%s does not', async (text) => {
    await serve({ change: settings({ RequireAuthorizationForCacheControl: false }) });
    expect([await ask('/a'), await ask('/a', { headers: { 'cache-control': text } })]).toEqual(['200 1', '200 1']);
  });

  it('is ignored with a warning where nothing is said', async () => {
    await serve();
    const first = await api!.call('/a', renew);
    const second = await api!.call('/a', renew);
    expect([first.body, second.body]).toEqual(['1', '1']);
    expect([first.headers.warning, second.headers.warning]).toEqual([WARNING, WARNING]);
    expect((await api!.call('/a')).headers).not.toHaveProperty('warning');
  });

  it('is ignored without one', async () => {
    const change = settings({ UnauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITHOUT_RESPONSE_HEADER' });
    await serve({ change });
    await ask('/a');
    const { body, headers } = await api!.call('/a', renew);
    expect([body, headers.warning]).toEqual(['1', undefined]);
  });

  it('is refused, with a gateway response; the text is assumed', async () => {
    await serve({
      change: settings({ UnauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' }),
      root: {
        'x-amazon-apigateway-gateway-responses': { [ResponseType.ACCESS_DENIED.responseType]: { statusCode: 409 } },
      },
    });
    expect(await ask('/a')).toBe('200 1');
    const { status, body } = await api!.call('/a', renew);
    expect(status).toBe(409);
    expect(JSON.parse(body).message).toMatch(
      /not authorized to perform: execute-api:InvalidateCache on resource: arn:/,
    );
    expect(api!.gateway.requests.at(-1)?.decisions.at(-1)).toMatchObject({ step: 'cache', outcome: 'refused' });
  });

  it('is refused with a 403', async () => {
    await serve({ change: settings({ UnauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' }) });
    expect((await api!.call('/a', renew)).status).toBe(403);
  });

  it('an authorizer function may allow it (assumed)', async () => {
    await serve({ paths: ({ calls }) => ({ '/a': { get: calls('Count', { security: [{ Token: [] }] }) } }) });
    const user = { headers: { ...RENEW, authorization: 'user' } };
    expect([await ask('/a', user), await ask('/a', user)]).toEqual(['200 1', '200 1']);
    expect([await ask('/a', asAdmin), await ask('/a', user)]).toEqual(['200 2', '200 2']);
  });

  it('the resource policy may allow it, or deny it', async () => {
    const statement = (effect: string, action: string) => ({
      Effect: effect,
      Principal: '*',
      Action: action,
      Resource: '*',
    });
    const policy = (...more: object[]) => ({
      root: { 'x-amazon-apigateway-policy': { Statement: [statement('Allow', 'execute-api:Invoke'), ...more] } },
    });
    await serve(policy(statement('Allow', 'execute-api:InvalidateCache')));
    expect([await ask('/a'), await ask('/a', renew)]).toEqual(['200 1', '200 2']);
    await api!.close();
    await serve(policy(statement('Deny', 'execute-api:InvalidateCache')));
    expect([await ask('/a'), await ask('/a', renew)]).toEqual(['200 1', '200 1']);
  });

  it('whoever signs with the development credentials may (assumed)', async () => {
    const iam = { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } };
    await serve({ paths: ({ calls }) => ({ '/a': { get: calls('Count', iam) } }) });
    const signed = (more: object = {}): CallOptions => {
      const { host, pathname } = new URL(`${api!.url}/a`);
      const headers = { 'X-Amz-Date': new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, ''), ...more };
      const request = { host, path: pathname, service: 'execute-api', region: 'us-east-1', headers };
      return { headers: sign(request, defaultCredentials).headers as Record<string, string> };
    };
    expect([await ask('/a', signed()), await ask('/a', signed()), await ask('/a', signed(RENEW))]).toEqual([
      '200 1',
      '200 1',
      '200 2',
    ]);
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
