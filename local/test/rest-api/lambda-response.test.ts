import { RunningRestApi, serveRestApi, OBEY_REST } from '../support/rest-api';
import { TestClock } from '../support/gateway';

let api: RunningRestApi;
beforeAll(async () => {
  api = await serveRestApi(
    {
      functions: {
        Obey: OBEY_REST,
        Nothing: 'exports.handler = async () => {};',
        Throw: 'exports.handler = async () => { throw new Error("secret"); };',
        Exit: 'exports.handler = async () => process.exit(1);',
        Slow: 'exports.handler = () => new Promise(() => setInterval(() => undefined, 1000));',
      },
      body: ({ calls }) => ({
        'x-amazon-apigateway-binary-media-types': ['image/png'],
        paths: {
          '/obey': { post: calls('Obey') },
          '/nothing': { get: calls('Nothing') },
          '/throw': { get: calls('Throw') },
          '/exit': { get: calls('Exit') },
          '/slow': { get: calls('Slow', {}, { timeoutInMillis: 200 }) },
          '/get': { get: calls('Echo', {}, { httpMethod: 'GET' }) },
        },
      }),
    },
    { clock: new TestClock() },
  );
});
afterAll(() => api.close());

const obey = (output: unknown, headers = {}) =>
  api.call('/obey', { method: 'POST', headers, body: JSON.stringify(output) });

it.each([
  ['headers only', { headers: {} }, 200],
  ['nothing at all', {}, 200],
  ['a numeric text', { statusCode: '201' }, 201],
  ['no headers', { statusCode: 202, headers: null }, 202],
])('R-22, R-24: %s', async (_, output, status) => {
  const answer = await obey(output);
  expect([answer.status, answer.body, answer.headers['content-type'], answer.headers['content-length']]).toEqual([
    status,
    '',
    'application/json',
    '0',
  ]);
});

it.each([
  ['an unknown key', { statusCode: 200, foo: 1 }],
  ['a text', 'text'],
  ['a list', []],
  ['null', null],
  ['multi values that are no list', { multiValueHeaders: { a: 'b' } }],
  ['a status that is no number', { statusCode: 'ok' }],
  ['a status of zero', { statusCode: 0 }],
  ['a body that is an object', { body: {} }],
])('R-23, R-24: %s is malformed', async (_, output) => {
  const { status, body, headers } = await obey(output);
  expect([status, body]).toEqual([502, '{"message": "Internal server error"}']);
  expect(headers['x-amzn-errortype']).toBe('InternalServerErrorException');
  expect(headers).not.toHaveProperty('x-amzn-trace-id');
});

it('R-24: a header may be true', async () => {
  expect((await obey({ headers: { 'X-Flag': true, 'X-Count': 3 } })).headers).toMatchObject({
    'x-flag': 'true',
    'x-count': '3',
  });
});

it('R-25: multi values first, in their spelling, each a line of its own', async () => {
  const { rawHeaders } = await obey({ headers: { 'x-a': 's' }, multiValueHeaders: { 'X-A': ['m1', 'm2'] } });
  const at = rawHeaders.indexOf('X-A');
  expect(rawHeaders.slice(at, at + 6)).toEqual(['X-A', 'm1', 'X-A', 'm2', 'X-A', 's']);
});

it.each([
  ['image/png', 'hello'],
  ['image/png, */*', 'hello'],
  ['*/*', 'aGVsbG8='],
  [undefined, 'aGVsbG8='],
])('R-26: base64 is decoded by the first type that is accepted: %s', async (accept, expected) => {
  const output = { isBase64Encoded: true, body: 'aGVsbG8=' };
  expect((await obey(output, accept === undefined ? {} : { accept })).body).toBe(expected);
});

it.each(['/throw', '/exit', '/nothing'])('R-27: a function that fails is a 502: %s', async (path) => {
  const { status, body } = await api.call(path);
  expect([status, body]).toEqual([502, '{"message": "Internal server error"}']);
});

it('R-27: an integration that does not POST is a 500', async () => {
  const { status, body } = await api.call('/get');
  expect([status, body]).toEqual([500, '{"message": "Internal server error"}']);
});

it('R-28, R-39: no answer in time', async () => {
  const { status, body } = await api.call('/slow');
  expect([status, body]).toEqual([504, '{"message": "Endpoint request timed out"}']);
});

it('R-29: an event over 6 MB', async () => {
  const { status, body } = await api.call('/obey', { method: 'POST', body: Buffer.alloc(7 * 1024 * 1024, 'a') });
  expect([status, body]).toEqual([413, '{"message":"Request Too Long"}']);
});

it('R-67: headers that are the gateway’s own get another name', async () => {
  const { headers } = await obey({ headers: { Server: 'mine', 'WWW-Authenticate': 'Basic', Date: 'today' } });
  expect(headers).toMatchObject({
    'x-amzn-remapped-server': 'mine',
    'x-amzn-remapped-www-authenticate': 'Basic',
    'x-amzn-remapped-date': 'today',
  });
  expect((await obey({ headers: { 'Transfer-Encoding': 'chunked' } })).headers).not.toHaveProperty('transfer-encoding');
});
