import { Stack } from 'aws-cdk-lib';
import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { InterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import {
  Authorization,
  Cors,
  MeteredRestApi,
  MeteredRestApiProps,
  Quota,
  ResourcePolicy,
  RestEndpoint,
  RouteIntegration,
} from '../../lib';
import { DevelopmentIssuer, Gateway, startDevelopmentIssuer } from '../../local/src';
import { served } from './synthesized';

const ISSUER = 'https://id.example.com';
const ORIGIN = 'https://app.example.com';
const PREFLIGHT = { 'access-control-request-method': 'GET' };

let issuer: DevelopmentIssuer;
beforeAll(async () => {
  issuer = await startDevelopmentIssuer({ issuer: ISSUER });
});
afterAll(() => issuer.close());

const bearer = async (claims: object = {}): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await issuer.issue({ sub: 'ada', audience: 'orders', ...claims })}`,
});
const props = () => ({ issuers: { [ISSUER]: issuer.url } });

function echo(stack: Stack, id = 'Echo'): Function {
  return new Function(stack, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline(
      'exports.handler = async ({ resource, requestContext: { authorizer } }) => ({ statusCode: 200, body: JSON.stringify({ resource, authorizer }) });',
    ),
  });
}

function apiIn(stack: Stack, more: Partial<MeteredRestApiProps> = {}): MeteredRestApi {
  return new MeteredRestApi(stack, 'Api', {
    authorization: Authorization.jwt({ issuer: ISSUER, audience: ['orders'] }),
    cors: Cors.allowOrigins([ORIGIN, 'https://*.example.org'], { credentials: true }),
    ...more,
  });
}

/** The local gateway knows no VPC endpoints: the policy of a private API is left as it is, but for whom it denies. */
function callableFromHere(api: MeteredRestApi): void {
  const resource = api.restApi.node.defaultChild as CfnRestApi;
  const condition = 'Body.x-amazon-apigateway-policy.Statement.0.Condition';
  resource.addPropertyOverride('EndpointConfiguration', { Types: ['REGIONAL'] });
  resource.addPropertyDeletionOverride(`${condition}.StringNotEquals`);
  resource.addPropertyOverride(`${condition}.NotIpAddress`, { 'aws:SourceIp': ['127.0.0.0/8', '::1'] });
}

const keyOf = (gateway: Gateway) => ({ 'x-api-key': gateway.apiKeys[0]!.value });

describe('a MeteredRestApi, served', () => {
  it('denies by default, and lets in a good token (R-55, R-59)', async () => {
    await served(
      (stack) => apiIn(stack).addRoute('GET /products/{id}', RouteIntegration.lambda(echo(stack))),
      async (gateway) => {
        const url = `${gateway.url('Api')}/products/7`;
        expect((await fetch(url)).status).toBe(401);
        expect((await fetch(url, { headers: await bearer({ audience: 'another' }) })).status).toBe(401);
        const allowed = await fetch(url, { headers: await bearer() });
        expect(allowed.status).toBe(200);
        expect(await allowed.json()).toMatchObject({ resource: '/products/{id}', authorizer: { principalId: 'ada' } });
      },
      props(),
    );
  });

  it('answers by itself where a route is a mock, readably for pages of allowed origins alone', async () => {
    const body = { status: 'up', text: "it's $x #if" };
    await served(
      (stack) => {
        const mock = RouteIntegration.mock({ statusCode: 203, body, headers: { 'Cache-Control': 'no-store' } });
        apiIn(stack).addRoute('ANY /status', mock, { authorization: Authorization.none() });
      },
      async (gateway) => {
        const get = (origin: string) => fetch(`${gateway.url('Api')}/status`, { headers: { origin } });
        const allowed = await get('https://a.example.org');
        expect([allowed.status, await allowed.json()]).toEqual([203, body]);
        expect(Object.fromEntries(allowed.headers)).toMatchObject({
          'access-control-allow-origin': 'https://a.example.org',
          'access-control-allow-credentials': 'true',
          'cache-control': 'no-store',
          vary: 'Origin',
        });
        expect((await get('https://evil.example')).headers.has('access-control-allow-origin')).toBe(false);
        const form = { method: 'POST', body: '{"statusCode":500}', headers: { 'content-type': 'text/plain' } };
        expect((await fetch(`${gateway.url('Api')}/status`, form)).status).toBe(415);
      },
      props(),
    );
  });

  it('user pain 20: scopes hold for each route, whatever verdict was cached before (R-60)', async () => {
    await served(
      (stack) => {
        const api = apiIn(stack);
        const integration = RouteIntegration.lambda(echo(stack));
        api.addRoute('GET /orders/{id}', integration, { scopes: ['orders:read'] });
        api.addRoute('GET /orders/{id}/refunds', integration, { scopes: ['refunds:read'] });
        api.addRoute('POST /orders', integration, { scopes: ['orders:write'] });
        api.addRoute('GET /me', integration);
      },
      async (gateway) => {
        const url = gateway.url('Api');
        const headers = await bearer({ scope: 'refunds:read orders:write' });
        const status = async (path: string, method = 'GET') =>
          (await fetch(`${url}${path}`, { method, headers })).status;
        for (let round = 0; round < 2; round++) {
          expect(await status('/me')).toBe(200);
          expect(await status('/orders/7')).toBe(403);
          expect(await status('/orders/7/refunds')).toBe(200);
          expect(await status('/orders', 'POST')).toBe(200);
        }
      },
      props(),
    );
  });

  it.each<[string, (stack: Stack) => Partial<MeteredRestApiProps>]>([
    ['a resource policy', () => ({ resourcePolicy: ResourcePolicy.allowIpRanges(['127.0.0.0/8', '::1']) })],
    [
      'a resource policy, without preflights',
      () => ({ resourcePolicy: ResourcePolicy.allowIpRanges(['127.0.0.0/8', '::1']), cors: Cors.disabled() }),
    ],
    [
      'the policy of a private endpoint',
      (stack) => ({
        endpoint: RestEndpoint.privateTo([
          InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, 'E', { vpcEndpointId: 'vpce-1', port: 443 }),
        ]),
      }),
    ],
  ])('R-62: under %s, scopes hold, and open routes answer', async (_, more) => {
    await served(
      (stack) => {
        const api = apiIn(stack, more(stack));
        callableFromHere(api);
        const integration = RouteIntegration.lambda(echo(stack));
        api.addRoute('GET /orders', integration, { scopes: ['orders:read'] });
        api.addRoute('DELETE /admin', integration, { scopes: ['admin'] });
        api.addRoute('GET /files/secret', integration, { scopes: ['admin'] });
        api.addRoute('GET /files/{path+}', integration, { authorization: Authorization.none() });
      },
      async (gateway) => {
        const url = gateway.url('Api');
        const status = async (path: string, headers = {}, method = 'GET') =>
          (await fetch(`${url}${path}`, { method, headers })).status;
        const [reader, admin] = [await bearer({ scope: 'orders:read' }), await bearer({ scope: 'admin' })];
        for (let round = 0; round < 2; round++) {
          expect(await status('/orders', reader)).toBe(200);
          expect(await status('/orders', admin)).toBe(403);
          expect(await status('/admin', reader, 'DELETE')).toBe(403);
          expect(await status('/admin', admin, 'DELETE')).toBe(200);
          expect(await status('/files/secret', reader)).toBe(403);
          expect(await status('/files/secret', admin)).toBe(200);
          expect(await status('/files/a/b')).toBe(200);
          expect(await status('/orders')).toBe(401);
        }
      },
      props(),
    );
  });

  it.each([
    [ORIGIN, true],
    ['https://shop.example.org', true],
    ['https://a.b.example.org', true],
    ['https://example.org', false],
    ['https://evilexample.org', false],
    ['https://a.example.org.evil.io', false],
    ['https://app.example.com.evil.io', false],
    ['http://app.example.com', false],
    ['https://APP.example.com', false],
    ['null', false],
    ["https://a'b.example.org", false],
  ])(
    'user pain 6: a preflight from %s is answered exactly, and only if allowed: %s (R-97, R-99)',
    async (origin, ok) => {
      await served(
        (stack) => {
          const api = apiIn(stack);
          const integration = RouteIntegration.lambda(echo(stack));
          ['GET /a', 'ANY /b/{id}', 'GET /files/{path+}'].forEach((key) => api.addRoute(key, integration));
        },
        async (gateway) => {
          for (const path of ['/a', '/b/1', '/files/x/y']) {
            const answer = await fetch(`${gateway.url('Api')}${path}`, {
              method: 'OPTIONS',
              headers: { origin, ...PREFLIGHT },
            });
            expect(answer.status).toBe(204);
            expect(answer.headers.get('vary')).toBe('Origin');
            expect(answer.headers.get('access-control-allow-origin')).toBe(ok ? origin : null);
            expect(answer.headers.get('access-control-allow-credentials')).toBe(ok ? 'true' : null);
            expect(answer.headers.get('access-control-allow-headers')).toBe(ok ? 'content-type,authorization' : null);
          }
        },
      );
    },
  );

  it('R-112: an origin is the header, whatever the query or the path call origin', async () => {
    await served(
      (stack) => {
        const api = apiIn(stack);
        const open = { authorization: Authorization.none() };
        api.addRoute('GET /flights', RouteIntegration.mock(), open);
        api.addRoute('GET /from/{origin+}', RouteIntegration.mock(), open);
        api.addRoute('GET /{Origin}/x', RouteIntegration.mock(), open);
      },
      async (gateway) => {
        const allowed = async (path: string, method: string, name: string) => {
          const answer = await fetch(`${gateway.url('Api')}${path}`, { method, headers: { [name]: ORIGIN } });
          return answer.headers.get('access-control-allow-origin');
        };
        for (const path of ['/flights?origin=LHR', '/flights?Origin=https://a.example.org', '/from/LHR', '/LHR/x']) {
          for (const method of ['GET', 'OPTIONS']) {
            expect([path, method, await allowed(path, method, 'origin')]).toEqual([path, method, ORIGIN]);
            expect([path, method, await allowed(path, method, 'Origin')]).toEqual([path, method, ORIGIN]);
          }
        }
      },
    );
  });

  it('user pain 3: errors of the gateway are problems that the first allowed origin can read', async () => {
    await served(
      (stack) => apiIn(stack).addRoute('GET /a', RouteIntegration.lambda(echo(stack))),
      async (gateway) => {
        const answer = await fetch(`${gateway.url('Api')}/a`, { headers: { origin: 'https://evil.io' } });
        expect(answer.status).toBe(401);
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
        expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
        expect(answer.headers.get('vary')).toBe('Origin');
        expect(await answer.json()).toEqual({
          type: 'about:blank',
          title: 'Unauthorized',
          status: 401,
          detail: 'Unauthorized',
          requestId: answer.headers.get('x-amzn-requestid'),
        });
      },
      props(),
    );
  });

  it('a key is needed, and its tier has a throttle and a quota (R-74 to R-80)', async () => {
    let now = Date.parse('2026-11-21T12:00:00Z');
    await served(
      (stack) => {
        const api = apiIn(stack, {
          authorization: Authorization.none(),
          tiers: { free: { throttle: { rateLimit: 1, burstLimit: 2 }, quota: Quota.perDay(3) } },
        });
        const open = { authorization: Authorization.none() };
        const integration = RouteIntegration.lambda(echo(stack));
        api.addRoute('GET /a', integration, open);
        api.addRoute('GET /free', integration, { ...open, apiKeyRequired: false });
        api.addApiKey('Acme', { tier: 'free' });
      },
      async (gateway) => {
        const get = (headers: Record<string, string> = {}) => fetch(`${gateway.url('Api')}/a`, { headers });
        expect((await fetch(`${gateway.url('Api')}/free`)).status).toBe(200);
        expect((await get()).status).toBe(403);
        expect((await get({ 'x-api-key': 'x'.repeat(40) })).status).toBe(403);
        const headers = keyOf(gateway);
        expect([(await get(headers)).status, (await get(headers)).status]).toEqual([200, 200]);
        const throttled = await get(headers);
        expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '1']);
        now += 10_000;
        expect((await get(headers)).status).toBe(200);
        const exceeded = await get(headers);
        expect([exceeded.status, exceeded.headers.get('retry-after')]).toEqual([429, '3600']);
        expect(await exceeded.json()).toMatchObject({ title: 'Too Many Requests', detail: 'Limit Exceeded' });
        now += 24 * 3_600_000;
        expect((await get(headers)).status).toBe(200);
      },
      { clock: { now: () => now } },
    );
  });

  it('both values of a key are live, so that a client can change over (user pain 15)', async () => {
    await served(
      (stack) => {
        const api = apiIn(stack, { tiers: { free: {} } });
        api.addRoute('GET /a', RouteIntegration.lambda(echo(stack)), { authorization: Authorization.none() });
        api.addApiKey('Acme', { tier: 'free', generation: 3 });
      },
      async (gateway) => {
        const values = gateway.apiKeys.map(({ value }) => value);
        expect(new Set(values).size).toBe(2);
        for (const value of values) {
          const answer = await fetch(`${gateway.url('Api')}/a`, { headers: { 'x-api-key': value } });
          expect(answer.status).toBe(200);
        }
      },
    );
  });

  it('a body that does not match its schema is a 400 that says where (R-83 to R-88)', async () => {
    await served(
      (stack) =>
        apiIn(stack).addRoute('POST /orders', RouteIntegration.lambda(echo(stack)), {
          authorization: Authorization.none(),
          requiredParameters: ['query.page'],
          body: { type: 'object', required: ['sku'], properties: { sku: { type: 'string', minLength: 3 } } },
        }),
      async (gateway) => {
        const post = (body: string, query = '?page=1') =>
          fetch(`${gateway.url('Api')}/orders${query}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body,
          });
        expect((await post('{"sku":"abc"}')).status).toBe(200);
        const missing = await post('{}');
        expect(missing.status).toBe(400);
        expect(await missing.json()).toMatchObject({ title: 'Bad Request', errors: expect.stringContaining('sku') });
        expect((await post('{"sku":"ab"}')).status).toBe(400);
        const parameter = await post('{"sku":"abc"}', '');
        expect(await parameter.json()).toMatchObject({
          status: 400,
          detail: 'Missing required request parameters: [page]',
        });
      },
    );
  });
});
