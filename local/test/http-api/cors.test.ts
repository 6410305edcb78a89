import { call } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { apiTemplate, OBEY } from '../support/template';

const APP = 'https://app.example.com';
const preflight = (origin: string, headers = {}) => ({
  method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': 'GET', ...headers },
});
const corsHeaders = (headers: object) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-') || name === 'vary'));

describe('a list of origins', () => {
  let running: RunningFixture;
  let url: string;
  beforeAll(async () => {
    const template = apiTemplate({
      routes: {
        'GET /open': 'Echo',
        'POST /obey': 'Obey',
        'ANY /private': 'Echo',
        'ANY /any': 'Echo',
        'GET /broken': 'Broken',
      },
      routeProperties: { 'ANY /private': { AuthorizationType: 'AWS_IAM' } },
      functions: {
        Echo: 'exports.handler = async () => "ok";',
        Obey: OBEY,
        Broken: 'exports.handler = async () => { throw new Error("x"); };',
      },
      cors: {
        AllowOrigins: [APP, 'http://localhost:3000'],
        AllowMethods: ['GET', 'POST'],
        AllowHeaders: ['authorization', 'content-type'],
        ExposeHeaders: ['x-total'],
        MaxAge: 600,
        AllowCredentials: true,
      },
    });
    running = await serveTemplate(template);
    url = running.gateway.url('Api');
  });
  afterAll(() => running.close());

  it('H-41, H-43 (set assumed), H-45 (assumed): the gateway answers the preflight itself', async () => {
    const { status, body, headers } = await call(url, '/open', preflight(APP));
    expect([status, body]).toEqual([204, '']);
    expect(corsHeaders(headers)).toEqual({
      'access-control-allow-origin': APP,
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-max-age': '600',
      'access-control-allow-credentials': 'true',
      vary: 'origin',
    });
    expect(running.gateway.requests.at(-1)?.decisions.at(-1)).toMatchObject({ step: 'cors', outcome: 'answered' });
  });

  it('H-41: with a route that accepts OPTIONS too, and where there is no route at all', async () => {
    for (const path of ['/any', '/nowhere']) expect((await call(url, path, preflight(APP))).status).toBe(204);
  });

  it('H-42 (routing assumed): OPTIONS without Access-Control-Request-Method is routed like any other', async () => {
    expect(await call(url, '/any', { method: 'OPTIONS', headers: { origin: APP } })).toMatchObject({
      status: 200,
      body: 'ok',
    });
  });

  it('H-42: without Origin no header is added', async () => {
    expect(corsHeaders((await call(url, '/open')).headers)).toEqual({});
  });

  it('H-44 (split assumed): an ordinary answer has origin, credentials and exposed headers', async () => {
    expect(corsHeaders((await call(url, '/open', { headers: { origin: APP } })).headers)).toEqual({
      'access-control-allow-origin': APP,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'x-total',
      vary: 'origin',
    });
  });

  it.each([
    'https://APP.example.com',
    'http://app.example.com',
    `${APP}:8443`,
    'https://evil.com',
    `${APP}.evil.io`,
    'null',
  ])('H-45, H-46 (assumed): %s is not allowed, and learns nothing', async (origin) => {
    const answer = await call(url, '/open', preflight(origin));
    expect([answer.status, corsHeaders(answer.headers)]).toEqual([204, {}]);
    const ordinary = await call(url, '/open', { headers: { origin } });
    expect([ordinary.status, corsHeaders(ordinary.headers)]).toEqual([200, {}]);
  });

  it("H-41: the integration's own CORS headers are replaced", async () => {
    const body = JSON.stringify({
      statusCode: 200,
      headers: { 'Access-Control-Allow-Origin': '*', 'access-control-allow-methods': 'DELETE' },
    });
    const answer = await call(url, '/obey', {
      method: 'POST',
      headers: { origin: APP, 'content-type': 'application/json' },
      body,
    });
    expect(corsHeaders(answer.headers)).toMatchObject({ 'access-control-allow-origin': APP });
    expect(answer.headers).not.toHaveProperty('access-control-allow-methods');
    const foreign = await call(url, '/obey', {
      method: 'POST',
      headers: { origin: 'https://evil.com', 'content-type': 'application/json' },
      body,
    });
    expect(corsHeaders(foreign.headers)).toEqual({});
  });

  it('H-49: a route with an authorizer that accepts OPTIONS refuses the preflight', async () => {
    expect((await call(url, '/private', preflight(APP))).status).toBe(403);
  });

  it.each([
    ['/private', 403],
    ['/nowhere', 404],
    ['/broken', 500],
  ])("H-50 (assumed): the gateway's error on %s can be read by an allowed origin", async (path, status) => {
    const answer = await call(url, path, { headers: { origin: APP } });
    expect(answer.status).toBe(status);
    expect(answer.headers['access-control-allow-origin']).toBe(APP);
  });
});

describe('origin patterns', () => {
  async function allowedOrigin(allowed: string, origin: string): Promise<unknown> {
    const running = await serveTemplate(
      apiTemplate({ routes: { $default: 'Echo' }, cors: { AllowOrigins: [allowed] } }),
    );
    try {
      return (await call(running.gateway.url('Api'), '/', preflight(origin))).headers['access-control-allow-origin'];
    } finally {
      await running.close();
    }
  }

  it('H-45 (assumed): * is sent as it is', async () => expect(await allowedOrigin('*', APP)).toBe('*'));
  it('H-47: https://* is any https origin', async () => {
    expect(await allowedOrigin('https://*', APP)).toBe(APP);
    expect(await allowedOrigin('https://*', 'http://app.example.com')).toBeUndefined();
  });
  it('H-47: there is no subdomain pattern', async () => {
    expect(await allowedOrigin('https://*.example.com', APP)).toBeUndefined();
  });
});

describe('no CORS configuration', () => {
  it("H-41: the integration's headers pass through, and preflights are ordinary requests", async () => {
    const code = `exports.handler = async () => ({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' } });`;
    const running = await serveTemplate(apiTemplate({ routes: { 'ANY /x': 'Fn' }, functions: { Fn: code } }));
    try {
      const answer = await call(running.gateway.url('Api'), '/x', preflight(APP));
      expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, '*']);
      expect((await call(running.gateway.url('Api'), '/y', preflight(APP))).status).toBe(404);
    } finally {
      await running.close();
    }
  });
});
