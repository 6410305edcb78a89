import { Duration, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Authorization, Cors, RouteIntegration, SecureHttpApi } from '../../lib';
import { DevelopmentIssuer, startDevelopmentIssuer } from '../../local/src';
import { echo, served } from './synthesized';

const ISSUER = 'https://id.example.com';
const ORIGIN = 'https://app.example.com';
const PREFLIGHT = { origin: ORIGIN, 'access-control-request-method': 'GET' };

let issuer: DevelopmentIssuer;
beforeAll(async () => {
  issuer = await startDevelopmentIssuer({ issuer: ISSUER });
});
afterAll(() => issuer.close());

const bearer = async (claims: object = {}): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await issuer.issue({ sub: 'ada', audience: 'orders', ...claims })}`,
});

const makeApi = (stack: Stack): SecureHttpApi =>
  new SecureHttpApi(stack, 'Api', {
    authorization: Authorization.jwt({ issuer: ISSUER, audience: ['orders'] }),
    cors: Cors.allowOrigins([ORIGIN], { credentials: true }),
  });

const issuers = (): Record<string, string> => ({ [ISSUER]: issuer.url });

describe('a SecureHttpApi, served', () => {
  it('denies by default and lets in who may (H-35, H-51, H-61)', async () => {
    await served(
      (stack) => makeApi(stack).addRoute('GET /orders', RouteIntegration.lambda(echo(stack))),
      async (gateway) => {
        const url = `${gateway.url('Api')}/orders`;
        expect((await fetch(url)).status).toBe(401);
        const allowed = await fetch(url, { headers: await bearer() });
        expect(allowed.status).toBe(200);
        expect(await allowed.json()).toMatchObject({ caller: { jwt: { claims: { sub: 'ada' } } } });
      },
      { issuers: issuers() },
    );
  });

  it('answers 403 to a token without the scope (H-58, H-60)', async () => {
    await served(
      (stack) =>
        makeApi(stack).addRoute('GET /orders', RouteIntegration.lambda(echo(stack)), { scopes: ['orders:read'] }),
      async (gateway) => {
        const url = `${gateway.url('Api')}/orders`;
        expect((await fetch(url, { headers: await bearer({ scope: 'orders:write' }) })).status).toBe(403);
        expect((await fetch(url, { headers: await bearer({ scope: 'orders:read' }) })).status).toBe(200);
      },
      { issuers: issuers() },
    );
  });

  it.each(['GET /x', 'ANY /x', 'ANY /{proxy+}', '$default'])(
    'user pain 2: a preflight to %s needs no token (H-49), and a request does',
    async (routeKey) => {
      await served(
        (stack) => makeApi(stack).addRoute(routeKey, RouteIntegration.lambda(echo(stack))),
        async (gateway) => {
          const url = `${gateway.url('Api')}/x`;
          const preflight = await fetch(url, { method: 'OPTIONS', headers: PREFLIGHT });
          expect(preflight.status).toBe(204);
          expect(preflight.headers.get('access-control-allow-origin')).toBe(ORIGIN);
          expect(preflight.headers.get('access-control-allow-credentials')).toBe('true');
          expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
          const denied = await fetch(url, { headers: { origin: ORIGIN } });
          expect(denied.status).toBe(401);
          expect((await fetch(url, { headers: await bearer() })).status).toBe(200);
        },
        { issuers: issuers() },
      );
    },
  );

  it('user pain 3: a 401 to an allowed origin is readable by its pages (H-50, assumed)', async () => {
    await served(
      (stack) => makeApi(stack).addRoute('GET /x', RouteIntegration.lambda(echo(stack))),
      async (gateway) => {
        const denied = await fetch(`${gateway.url('Api')}/x`, { headers: { origin: ORIGIN } });
        expect(denied.status).toBe(401);
        expect(denied.headers.get('access-control-allow-origin')).toBe(ORIGIN);
        const other = await fetch(`${gateway.url('Api')}/x`, { headers: { origin: 'https://evil.example' } });
        expect(other.headers.get('access-control-allow-origin')).toBeNull();
      },
      { issuers: issuers() },
    );
  });

  it('an OPTIONS request that is no preflight never reaches the function behind $default', async () => {
    await served(
      (stack) => makeApi(stack).addRoute('$default', RouteIntegration.lambda(echo(stack))),
      async (gateway) => {
        const answer = await fetch(`${gateway.url('Api')}/x`, { method: 'OPTIONS' });
        expect(answer.status).toBe(204);
        expect(answer.headers.get('allow')).toContain('GET');
        expect(gateway.requests.at(-1)?.routeKey).toBe('OPTIONS /{proxy+}');
      },
      { issuers: issuers() },
    );
  });

  it('a method of its own comes before ANY of the same path, whichever was added first (H-4)', async () => {
    await served(
      (stack) => {
        const api = makeApi(stack);
        api.addRoute('ANY /x', RouteIntegration.lambda(echo(stack)));
        api.addRoute('GET /x', RouteIntegration.lambda(echo(stack, 'Own')), { authorization: Authorization.none() });
      },
      async (gateway) => {
        expect((await fetch(`${gateway.url('Api')}/x`)).status).toBe(200);
        expect((await fetch(`${gateway.url('Api')}/x`, { method: 'POST' })).status).toBe(401);
      },
      { issuers: issuers() },
    );
  });

  it('asks a Lambda authorizer for each route, cached or not (H-64)', async () => {
    await served(
      (stack) => {
        const authorizer = new Function(stack, 'Authorizer', {
          runtime: Runtime.NODEJS_24_X,
          handler: 'index.handler',
          code: Code.fromInline(
            'exports.handler = async (event) => ({ isAuthorized: event.routeKey === "GET /open", context: { plan: "free" } });',
          ),
        });
        const api = new SecureHttpApi(stack, 'Api', {
          authorization: Authorization.lambda(authorizer, { resultsCacheTtl: Duration.minutes(5) }),
        });
        const integration = RouteIntegration.lambda(echo(stack));
        api.addRoute('GET /open', integration);
        api.addRoute('GET /closed', integration);
      },
      async (gateway) => {
        const headers = { authorization: 'secret' };
        const open = await fetch(`${gateway.url('Api')}/open`, { headers });
        expect(await open.json()).toMatchObject({ caller: { lambda: { plan: 'free' } } });
        expect((await fetch(`${gateway.url('Api')}/closed`, { headers })).status).toBe(403);
        expect((await fetch(`${gateway.url('Api')}/open`)).status).toBe(401);
      },
    );
  });

  it('throttles a route by its own bucket (H-77)', async () => {
    await served(
      (stack) =>
        makeApi(stack).addRoute('GET /x', RouteIntegration.lambda(echo(stack)), {
          authorization: Authorization.none(),
          throttle: { rateLimit: 1, burstLimit: 2 },
        }),
      async (gateway) => {
        const statuses: number[] = [];
        for (let call = 0; call < 3; call += 1) statuses.push((await fetch(`${gateway.url('Api')}/x`)).status);
        expect(statuses).toEqual([200, 200, 429]);
      },
      { clock: { now: () => 1_800_000_000_000 } },
    );
  });

  it('serves a named stage under its name, with its variables (H-7, H-20)', async () => {
    await served(
      (stack) => {
        const fn = new Function(stack, 'Fn', {
          runtime: Runtime.NODEJS_24_X,
          handler: 'index.handler',
          code: Code.fromInline('exports.handler = async (event) => event.stageVariables;'),
        });
        const api = new SecureHttpApi(stack, 'Api', {
          authorization: Authorization.iam(),
          stageName: 'prod',
          stageVariables: { colour: 'blue' },
        });
        api.addRoute('GET /x', RouteIntegration.lambda(fn), { authorization: Authorization.none() });
        api.addRoute('GET /signed', RouteIntegration.lambda(fn));
      },
      async (gateway) => {
        expect(gateway.url('Api')).toMatch(/\/prod$/);
        expect(await (await fetch(`${gateway.url('Api')}/x`)).json()).toEqual({ colour: 'blue' });
        expect((await fetch(`${gateway.url('Api')}/signed`)).status).toBe(403);
      },
    );
  });

  it('serves 300 routes on one function', async () => {
    await served(
      (stack) => {
        const api = makeApi(stack);
        const fn = echo(stack);
        for (let index = 0; index < 300; index += 1) {
          api.addRoute(`GET /r${index}/{id}`, RouteIntegration.lambda(fn));
        }
      },
      async (gateway) => {
        const answer = await fetch(`${gateway.url('Api')}/r299/7`, { headers: await bearer() });
        expect(await answer.json()).toMatchObject({ routeKey: 'GET /r299/{id}' });
      },
      { issuers: issuers() },
    );
  });
});
