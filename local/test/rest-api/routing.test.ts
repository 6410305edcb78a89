import { RunningRestApi, serveRestApi } from '../support/rest-api';

const says = (text: string) => `exports.handler = async () => ({ body: '${text}' });`;

let api: RunningRestApi;
beforeAll(async () => {
  const functions = Object.fromEntries(
    ['Root', 'Static', 'Param', 'Greedy', 'Any', 'Deep'].map((id) => [id, says(id)]),
  );
  api = await serveRestApi({
    functions,
    body: ({ calls }) => ({
      paths: {
        '/': { get: calls('Root') },
        '/test': { get: calls('Static') },
        '/p/{id}': { get: calls('Param') },
        '/p/known': { get: calls('Static') },
        '/p/patched': { patch: calls('Static') },
        '/{proxy+}': { options: calls('Greedy'), get: calls('Greedy') },
        '/any': { get: calls('Static'), 'x-amazon-apigateway-any-method': calls('Any') },
        '/deep/{proxy+}': { 'x-amazon-apigateway-any-method': calls('Deep') },
        '/echo/{proxy+}': { get: calls('Echo') },
      },
    }),
    stage: { variables: { colour: 'red' } },
  });
});
afterAll(() => api.close());

const answer = async (method: string, path: string) => {
  const { status, body } = await api.call(path, { method });
  return status === 200 ? body : status;
};

it.each([
  ['GET', '/test', 'Static'],
  ['GET', '/p/known', 'Static'],
  ['GET', '/p/other', 'Param'],
  ['GET', '/p/a/b', 'Greedy'],
  ['GET', '/a/b', 'Greedy'],
  ['GET', '', 'Root'],
  ['GET', '/', 'Root'],
])('R-4: static beats {param} beats {proxy+}: %s %s', async (method, path, expected) => {
  expect(await answer(method, path)).toBe(expected);
});

it('R-5: where the best resource lacks the method, the next one that has it takes over', async () => {
  expect(await answer('OPTIONS', '/test')).toBe('Greedy');
  expect(await answer('OPTIONS', '/p/other')).toBe('Greedy');
  // measured: floci-io/floci#3399, ministackorg/ministack#1423
  expect(await answer('GET', '/p/patched')).toBe('Param');
  expect(await answer('PATCH', '/p/patched')).toBe('Static');
  expect(await answer('OPTIONS', '/p/patched')).toBe('Greedy');
  expect(await answer('POST', '/p/patched')).toBe(403);
});

it.each([
  ['GET', 'Static'],
  ['POST', 'Any'],
  ['OPTIONS', 'Any'],
])('R-6, C-7: a specific method before ANY: %s /any', async (method, expected) => {
  expect(await answer(method, '/any')).toBe(expected);
});

it('R-6: HEAD is not derived from GET', async () => {
  expect(await answer('HEAD', '/test')).toBe(403);
});

it('R-6: {proxy+} does not match its parent', async () => {
  expect(await answer('POST', '/deep')).toBe(403);
  expect(await answer('POST', '/deep/')).toBe(403);
  expect(await answer('POST', '/deep/x')).toBe('Deep');
});

it('R-7: a slash at the end makes no difference, but stays in the path', async () => {
  expect(await answer('GET', '/test/')).toBe('Static');
  expect(await api.event('/echo/a/b/')).toMatchObject({ path: '/echo/a/b/', pathParameters: { proxy: 'a/b' } });
});

it('R-8: an unknown resource or method looks like a missing signature', async () => {
  for (const [method, path] of [
    ['DELETE', '/test'],
    ['PUT', '/a/b'],
  ] as const) {
    const { status, body, headers } = await api.call(path, { method });
    expect([status, body]).toEqual([403, '{"message":"Missing Authentication Token"}']);
    expect(headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
  }
});

const HASHED = '[A-Za-z0-9+/]{43}=';
const LACKING =
  "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";

it.each([
  [
    'Bearer a.b.c',
    String.raw`Invalid key=value pair \(missing equal-sign\) in Authorization header \(hashed with SHA-256 and encoded with Base64\): '${HASHED}'\.`,
  ],
  ['a.b.c', String.raw`${LACKING} \(Hashed with SHA-256 and encoded with Base64\) Authorization=${HASHED}`],
  ['Basic YTpiYw==', String.raw`${LACKING} \(Hashed with SHA-256 and encoded with Base64\) Authorization=${HASHED}`],
])('R-9: with the Authorization header "%s", which is no signature', async (authorization, expected) => {
  const { status, body, headers } = await api.call('/a/b', { method: 'PUT', headers: { authorization } });
  expect(status).toBe(403);
  expect(JSON.parse(body).message).toMatch(new RegExp(`^${expected}$`));
  expect(headers['x-amzn-errortype']).toBe('IncompleteSignatureException');
});

it('R-8: with a signature that is complete, be it right or wrong', async () => {
  const headers = {
    authorization: 'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c',
    'x-amz-date': '20260115T123045Z',
  };
  const { body } = await api.call('/a/b', { method: 'PUT', headers });
  expect(body).toBe('{"message":"Missing Authentication Token"}');
});

it('R-10: X-HTTP-Method-Override replaces the method of a POST, and of nothing else', async () => {
  const headers = { 'x-http-method-override': 'GET' };
  expect((await api.call('/test', { method: 'POST', headers })).body).toBe('Static');
  const event = await api.event('/echo/a', { method: 'POST', headers });
  expect([event.httpMethod, Object.keys(event.headers)]).toEqual([
    'GET',
    expect.not.arrayContaining(Object.keys(headers)),
  ]);
  expect((await api.call('/echo/a', { method: 'PUT', headers })).status).toBe(403);
});

it('R-2: an unknown stage is forbidden', async () => {
  const origin = new URL(api.url).origin;
  for (const path of ['/', '/v2/test', '/V1/test']) {
    const response = await fetch(origin + path);
    expect([response.status, await response.text()]).toEqual([403, '{"message":"Forbidden"}']);
    expect(response.headers.get('x-amzn-errortype')).toBe('ForbiddenException');
  }
  const [decision] = api.gateway.requests.at(-1)!.decisions;
  expect(decision!.detail).toMatch(/^no stage "V1"; \w+ is served$/);
});

it('R-11: request ids on every answer, a trace id where an integration answered', async () => {
  const good = await api.call('/test');
  expect(good.rawHeaders).toEqual(expect.arrayContaining(['x-amzn-RequestId', 'x-amz-apigw-id', 'X-Amzn-Trace-Id']));
  const bad = await api.call('/x', { method: 'PUT' });
  expect(bad.rawHeaders).toEqual(expect.arrayContaining(['x-amzn-RequestId', 'x-amz-apigw-id']));
  expect(bad.headers).not.toHaveProperty('x-amzn-trace-id');
  expect(api.gateway.requests.at(-1)?.requestId).toBe(bad.headers['x-amzn-requestid']);
});

it('R-12: the trace and a UUID of the client are kept', async () => {
  const requestId = '9c1d2a5e-6b9a-4a5e-8c83-0d7a5c1b7e11';
  const trace = 'Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8';
  const headers = { 'x-amzn-requestid': requestId, 'x-amzn-trace-id': trace };
  const event = await api.event('/echo/a', { headers });
  expect(event.requestContext.requestId).toBe(requestId);
  expect(event.headers['X-Amzn-Trace-Id']).toBe(trace);
  const other = await api.event('/echo/a', { headers: { 'x-amzn-requestid': 'mine' } });
  expect(other.requestContext.requestId).not.toBe('mine');
});

it('R-44: a body over 10 MB is refused in plain text, before the API is known', async () => {
  const { status, body } = await api.call('/test', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
  expect([status, body]).toEqual([413, 'HTTP content length exceeded 10485760 bytes.']);
});
