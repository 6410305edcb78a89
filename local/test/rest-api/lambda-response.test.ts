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
        paths: {
          '/obey': { post: calls('Obey') },
          '/nothing': { get: calls('Nothing') },
          '/throw': { get: calls('Throw') },
          '/exit': { get: calls('Exit') },
          '/slow': { get: calls('Slow', {}, { timeoutInMillis: 200 }) },
        },
      }),
    },
    { clock: new TestClock() },
  );
});
afterAll(() => api.close());

const obey = (output: unknown) => api.call('/obey', { method: 'POST', body: JSON.stringify(output) });

it.each([
  ['nothing at all', {}, 200],
  ['a number', { statusCode: 201 }, 201],
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
  ['a list', []],
  ['null', null],
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

it.each(['/throw', '/exit', '/nothing'])('R-27: a function that fails is a 502: %s', async (path) => {
  const { status, body } = await api.call(path);
  expect([status, body]).toEqual([502, '{"message": "Internal server error"}']);
});

it('what a function throws is for its own log', async () => {
  await api.call('/throw');
  expect(api.gateway.requests.at(-1)?.decisions.at(-1)?.detail).toBe('the function failed: Error');
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
  const headers = { Server: 'mine', 'WWW-Authenticate': 'Basic', Date: 'today', 'Content-Length': '5' };
  expect((await obey({ headers, body: 'hi' })).headers).toMatchObject({
    'content-length': '2',
    'x-amzn-remapped-server': 'mine',
    'x-amzn-remapped-www-authenticate': 'Basic',
    'x-amzn-remapped-date': 'today',
    'x-amzn-remapped-content-length': '5',
  });
  expect((await obey({ headers: { 'Transfer-Encoding': 'chunked' } })).status).toBe(500);
});
