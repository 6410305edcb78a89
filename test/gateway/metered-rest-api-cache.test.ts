import { Duration, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Authorization, Cors, MeteredRestApi, MeteredRestApiProps, Quota, RouteIntegration } from '../../lib';
import { DevelopmentIssuer, Gateway, startDevelopmentIssuer } from '../../local/src';
import { served } from './synthesized';

const ISSUER = 'https://id.example.com';

/** The cache's time. Tokens are checked by a function, whose time is the real one. */
let now = Date.now();
const clock = { now: () => now };
let issuer: DevelopmentIssuer;
beforeAll(async () => {
  issuer = await startDevelopmentIssuer({ issuer: ISSUER });
});
afterAll(() => issuer.close());

const tokenOf = async (sub: string): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await issuer.issue({ sub, audience: 'orders' })}`,
});
const props = () => ({ clock, issuers: { [ISSUER]: issuer.url } });

/** Answers with who calls and how often it was called. */
function counter(stack: Stack): RouteIntegration {
  return RouteIntegration.lambda(
    new Function(stack, 'Counter', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline(`let count = 0;
exports.handler = async ({ path, requestContext: { authorizer } }) => ({
  statusCode: 200,
  body: [path, authorizer?.principalId ?? 'anybody', ++count].join(' '),
});`),
    }),
  );
}

function apiIn(stack: Stack, more: Partial<MeteredRestApiProps> = {}): MeteredRestApi {
  const authorization = Authorization.jwt({ issuer: ISSUER, audience: ['orders'] });
  return new MeteredRestApi(stack, 'Api', { authorization, cors: Cors.disabled(), ...more });
}

const asking =
  (gateway: Gateway) =>
  async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(`${gateway.url('Api')}${path}`, { headers })).text();

describe('the cache of a MeteredRestApi, served (R-90 to R-96)', () => {
  it('user pain 33: each caller gets answers of their own', async () => {
    await served(
      (stack) => {
        const api = apiIn(stack);
        const integration = counter(stack);
        const cache = { ttl: Duration.minutes(1), keyParameters: ['header.Authorization', 'query.page'] };
        api.addRoute('GET /orders/{id}', integration, { cache });
        api.addRoute('GET /live', integration);
      },
      async (gateway) => {
        const ask = asking(gateway);
        const [ada, bob] = [await tokenOf('ada'), await tokenOf('bob')];
        for (let round = 0; round < 2; round++) {
          expect(await ask('/orders/1', ada)).toBe('/orders/1 ada 1');
          expect(await ask('/orders/1', bob)).toBe('/orders/1 bob 2');
          expect(await ask('/orders/2', ada)).toBe('/orders/2 ada 3');
          expect(await ask('/orders/2?page=2', ada)).toBe('/orders/2 ada 4');
        }
        expect(await ask('/live', ada)).toBe('/live ada 5');
        expect(await ask('/live', ada)).toBe('/live ada 6');
        now += 60_000;
        expect(await ask('/orders/1', ada)).toBe('/orders/1 ada 7');
        expect((await fetch(`${gateway.url('Api')}/orders/1`)).status).toBe(401);
      },
      props(),
    );
  });

  it('who may not renew an answer gets the cached one, and a warning', async () => {
    await served(
      (stack) => apiIn(stack).addRoute('GET /a', counter(stack), { authorization: Authorization.none(), cache: {} }),
      async (gateway) => {
        const ask = asking(gateway);
        expect(await ask('/a')).toBe('/a anybody 1');
        const reload = await fetch(`${gateway.url('Api')}/a`, { headers: { 'cache-control': 'max-age=0' } });
        expect([reload.status, await reload.text()]).toEqual([200, '/a anybody 1']);
        expect(reload.headers.get('warning')).toMatch(/^199 /);
        now += 300_000;
        expect(await ask('/a')).toBe('/a anybody 2');
      },
      props(),
    );
  });

  it('an answer for all callers is still for those who are let in', async () => {
    await served(
      (stack) => apiIn(stack).addRoute('GET /a', counter(stack), { cache: { sameForAllCallers: true } }),
      async (gateway) => {
        const ask = asking(gateway);
        expect(await ask('/a', await tokenOf('ada'))).toBe('/a ada 1');
        expect(await ask('/a', await tokenOf('bob'))).toBe('/a ada 1');
        expect((await fetch(`${gateway.url('Api')}/a`)).status).toBe(401);
      },
      props(),
    );
  });

  it('pages of each origin get answers that name theirs', async () => {
    const origins = ['https://a.example.com', 'https://b.example.com'];
    await served(
      (stack) => {
        const api = apiIn(stack, { cors: Cors.allowOrigins(origins) });
        const mock = RouteIntegration.mock({ body: { status: 'up' } });
        api.addRoute('GET /a', mock, { authorization: Authorization.none(), cache: {} });
      },
      async (gateway) => {
        for (const origin of [...origins, ...origins]) {
          const { headers } = await fetch(`${gateway.url('Api')}/a`, { headers: { origin } });
          expect(headers.get('access-control-allow-origin')).toBe(origin);
        }
        const cached = gateway.requests.map(({ decisions }) => decisions.find(({ step }) => step === 'cache')?.outcome);
        expect(cached).toEqual(['pass', 'pass', 'answered', 'answered']);
      },
      props(),
    );
  });

  it('a cached answer counts against the quota', async () => {
    await served(
      (stack) => {
        const api = apiIn(stack, { tiers: { free: { quota: Quota.perDay(2) } } });
        api.addRoute('GET /a', counter(stack), { authorization: Authorization.none(), cache: {} });
        api.addApiKey('Acme', { tier: 'free' });
      },
      async (gateway) => {
        const headers = { 'x-api-key': gateway.apiKeys[0]!.value };
        const statuses = [];
        for (let count = 0; count < 3; count++) {
          statuses.push((await fetch(`${gateway.url('Api')}/a`, { headers })).status);
        }
        expect(statuses).toEqual([200, 200, 429]);
      },
      props(),
    );
  });
});
