import { call, eventOf } from '../support/call';
import { RunningFixture, serveTemplate, TestClock } from '../support/gateway';
import { apiTemplate } from '../support/template';

let running: RunningFixture;
let url: string;
beforeAll(async () => {
  const template = apiTemplate({
    routes: { $default: 'Echo', 'GET /orders/{id}': 'Echo', 'GET /files/{proxy+}': 'Echo' },
    stages: [{ StageName: '$default' }, { StageName: 'v1', StageVariables: { table: 'orders' } }],
  });
  running = await serveTemplate(template, { clock: new TestClock() });
  url = running.gateway.url('Api');
});
afterAll(() => running.close());

it('H-10 to H-20: the whole event, no more and no less', async () => {
  const event = await eventOf(url, '/orders/7?b=2&a=1&b=3', {
    headers: { 'X-Custom': 'one', Cookie: 'theme=dark; id=7', 'User-Agent': 'test', host: 'shop.example.com:8080' },
  });
  const { apiId } = event.requestContext as { apiId: string };
  const { requestId } = event.requestContext as { requestId: string };
  expect(apiId).toMatch(/^[a-z0-9]{10}$/);
  expect(requestId).toMatch(/^[\w-]{15}=$/);
  expect(event).toEqual({
    version: '2.0',
    routeKey: 'GET /orders/{id}',
    rawPath: '/orders/7',
    rawQueryString: 'b=2&a=1&b=3',
    cookies: ['theme=dark', 'id=7'],
    headers: {
      'x-custom': 'one',
      'user-agent': 'test',
      host: 'shop.example.com:8080',
      'content-length': '0',
      'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-port': '8080',
      'x-forwarded-proto': 'http',
    },
    queryStringParameters: { a: '1', b: '2,3' },
    requestContext: {
      accountId: '000000000000',
      apiId,
      domainName: `${apiId}.execute-api.us-east-1.amazonaws.com`,
      domainPrefix: apiId,
      http: { method: 'GET', path: '/orders/7', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId,
      routeKey: 'GET /orders/{id}',
      stage: '$default',
      time: '15/Jan/2026:12:30:45 +0000',
      timeEpoch: 1768480245000,
    },
    pathParameters: { id: '7' },
    isBase64Encoded: false,
  });
});

it('H-10: the key of $default is $default', async () => {
  expect((await eventOf(url, '/anything')).routeKey).toBe('$default');
});

it('H-11: rawPath is decoded, in spite of its name', async () => {
  const event = await eventOf(url, '/a%20b/%C3%A9');
  expect(event.rawPath).toBe('/a b/é');
  expect(event.requestContext).toMatchObject({ http: { path: '/a b/é' } });
});

it.each([
  ['/files/a%2Fb', 'GET /files/{proxy+}', '/files/a/b'],
  ['/orders/a%2Fb', '$default', '/orders/a/b'],
  ['/orders%2F7', 'GET /orders/{id}', '/orders/7'],
  ['/orders/a%252Fb', 'GET /orders/{id}', '/orders/a%2Fb'],
  ['//orders///7', 'GET /orders/{id}', '/orders/7'],
  ['/files/https:%2F%2Fexample.com/', 'GET /files/{proxy+}', '/files/https:/example.com/'],
  ['/orders/7%3Fadmin=true', 'GET /orders/{id}', '/orders/7'],
  ['/orders/caf%C3%A9', 'GET /orders/{id}', '/orders/café'],
])('H-11: %s is decoded before it is matched', async (path, routeKey, rawPath) => {
  const event = await eventOf(url, path);
  expect(event).toMatchObject({ routeKey, rawPath, rawQueryString: '', requestContext: { http: { path: rawPath } } });
});

it('H-10 to H-20: the keys are in the order of the service, those of maps alphabetical', async () => {
  const event = await eventOf(url, '/orders/7?b=1&a=2', {
    method: 'POST',
    headers: { zebra: '1', Apple: '2', 'content-type': 'text/plain' },
    body: 'x',
  });
  expect(Object.keys(event)).toEqual([
    'version',
    'routeKey',
    'rawPath',
    'rawQueryString',
    'headers',
    'queryStringParameters',
    'requestContext',
    'body',
    'isBase64Encoded',
  ]);
  expect(Object.keys(event.queryStringParameters as object)).toEqual(['a', 'b']);
  const names = Object.keys(event.headers as object);
  expect(names).toEqual([...names].sort());
});

it('H-11 (assumed): a stray percent sign stays as it is', async () => {
  expect((await eventOf(url, '/100%/%zz')).rawPath).toBe('/100%/%zz');
});

it('H-12: rawQueryString is still encoded, and empty without a query', async () => {
  expect((await eventOf(url, '/x?q=a%20b')).rawQueryString).toBe('q=a%20b');
  expect((await eventOf(url, '/x')).rawQueryString).toBe('');
});

it('H-13: without cookies there is no key for them, and never a cookie header', async () => {
  expect(await eventOf(url, '/x')).not.toHaveProperty('cookies');
  const { headers } = await eventOf(url, '/x', { headers: { cookie: 'a=1' } });
  expect(headers).not.toHaveProperty('cookie');
});

it('H-14: equal header names are joined with a comma', async () => {
  const { headers } = await eventOf(url, '/x', { headers: ['Host', 'h', 'X-Tag', 'one', 'x-tag', 'two'] });
  expect(headers).toMatchObject({ 'x-tag': 'one,two' });
});

it.each([
  ['Root=1-60ad1af6-7bbc041f64b16ac44ad97952', 'Root=1-60ad1af6-7bbc041f64b16ac44ad97952'],
  ['Self=1-00000000-000000000000000000000000;Root=1-x;Sampled=1', 'Root=1-x;Sampled=1'],
])("H-14: a caller's trace id %s gets a Self before it", async (sent, kept) => {
  const { headers } = await eventOf(url, '/x', { headers: { 'X-Amzn-Trace-Id': sent } });
  const [self, ...rest] = (headers as Record<string, string>)['x-amzn-trace-id']!.split(';');
  expect(self).toMatch(/^Self=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  expect(rest.join(';')).toBe(kept);
});

it('H-15: query and path parameters are decoded, and absent when there are none', async () => {
  const event = await eventOf(url, '/orders/a%20b?q=%26&flag');
  expect(event.queryStringParameters).toEqual({ q: '&', flag: '' });
  expect(event.pathParameters).toEqual({ id: 'a b' });
  const plain = await eventOf(url, '/x');
  expect(plain).not.toHaveProperty('queryStringParameters');
  expect(plain).not.toHaveProperty('pathParameters');
});

it('H-16: userAgent is empty when the caller has none', async () => {
  const { requestContext } = await eventOf(url, '/x');
  expect(requestContext).toMatchObject({ http: { userAgent: '' } });
});

it('H-17: no authorizer key on a public route', async () => {
  expect((await eventOf(url, '/x')).requestContext).not.toHaveProperty('authorizer');
});

it.each([
  ['application/json', '{"a":1}', false],
  ['application/json; charset=utf-8', '{"a":1}', false],
  ['text/csv', 'a;b', false],
  ['application/xml', '<a/>', false],
  ['application/javascript', 'a()', false],
  ['application/x-www-form-urlencoded', 'a=1', true],
  ['multipart/form-data; boundary=x', '--x--', true],
  ['application/octet-stream', 'abc', true],
  ['application/problem+json', '{}', true],
  ['image/svg+xml', '<svg/>', true],
  [undefined, 'abc', true],
])('H-19: the body of type %s', async (contentType, body, isBase64Encoded) => {
  const headers: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType };
  const event = await eventOf(url, '/x', { method: 'POST', headers, body });
  const expected = isBase64Encoded ? Buffer.from(body).toString('base64') : body;
  expect(event).toMatchObject({ body: expected, isBase64Encoded });
});

it('H-19: no body, no key for it', async () => {
  const event = await eventOf(url, '/x', { method: 'POST', headers: { 'content-length': '0' } });
  expect(event).not.toHaveProperty('body');
  expect(event.isBase64Encoded).toBe(false);
});

it('H-20: stage variables are there when the stage has some', async () => {
  expect(await eventOf(url, '/x')).not.toHaveProperty('stageVariables');
  const event = await eventOf(running.gateway.url('Api', 'v1'), '/x');
  expect(event.stageVariables).toEqual({ table: 'orders' });
});

it('H-20: hop-by-hop headers never reach the function', async () => {
  const { headers } = await eventOf(url, '/x', { headers: { connection: 'close', te: 'trailers', upgrade: 'x' } });
  for (const name of ['connection', 'te', 'upgrade']) expect(headers).not.toHaveProperty(name);
});

it('H-7: on a named stage the paths of the event hold the stage', async () => {
  const event = await eventOf(running.gateway.url('Api', 'v1'), '/orders/7');
  expect(event).toMatchObject({
    rawPath: '/v1/orders/7',
    routeKey: 'GET /orders/{id}',
    requestContext: { stage: 'v1', http: { path: '/v1/orders/7' } },
  });
});

it('H-1: a path that begins with no stage name is for $default', async () => {
  expect(await eventOf(url, '/v10')).toMatchObject({ routeKey: '$default', requestContext: { stage: '$default' } });
});

it('H-1: without a $default stage the answer is 404', async () => {
  const named = await serveTemplate(apiTemplate({ routes: { $default: 'Echo' }, stages: [{ StageName: 'v1' }] }));
  try {
    const root = new URL(named.gateway.url('Api')).origin;
    const { status, body } = await call(root, '/other');
    expect([status, body]).toEqual([404, '{"message":"Not Found"}']);
    expect((await call(root, '/v1')).status).toBe(200);
  } finally {
    await named.close();
  }
});
