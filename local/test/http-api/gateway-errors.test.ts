import { call } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { apiTemplate, functionResource } from '../support/template';

let running: RunningFixture;
let url: string;
beforeAll(async () => {
  const slow = 'exports.handler = () => new Promise(() => setInterval(() => undefined, 1000));';
  running = await serveTemplate(
    apiTemplate({
      routes: {
        'POST /echo': 'Echo',
        'GET /iam': 'Echo',
        'GET /throws': 'Throws',
        'GET /exits': 'Exits',
        'GET /odd': 'Odd',
        'GET /slow': { ...integrationOf('Slow'), TimeoutInMillis: 50 },
        'GET /own-timeout': 'OwnTimeout',
      },
      routeProperties: { 'GET /iam': { AuthorizationType: 'AWS_IAM' } },
      functions: {
        Echo: 'exports.handler = async () => "ok";',
        Throws: 'exports.handler = async () => { throw new Error("secret"); };',
        Exits: 'exports.handler = async () => process.exit(1);',
        Odd: 'exports.handler = async () => ({ statusCode: "no" });',
        Slow: slow,
      },
      resources: { OwnTimeout: functionResource(slow, { Timeout: 1 }) },
    }),
  );
  url = running.gateway.url('Api');
});
afterAll(() => running.close());

function integrationOf(functionId: string) {
  return {
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: { 'Fn::GetAtt': [functionId, 'Arn'] },
    PayloadFormatVersion: '2.0',
  };
}

it.each([
  ['H-34: no route', '/nowhere', 404, 'Not Found'],
  ['H-36: no IAM signature', '/iam', 403, 'Forbidden'],
  ['H-39: the function throws', '/throws', 500, 'Internal Server Error'],
  ['H-39: the function exits', '/exits', 500, 'Internal Server Error'],
  ['H-39: the output is malformed', '/odd', 500, 'Internal Server Error'],
  ["H-39: the function's own time-out", '/own-timeout', 500, 'Internal Server Error'],
  ["H-40: the integration's time-out, never 504", '/slow', 503, 'Service Unavailable'],
])('%s', async (_, path, status, message) => {
  const answer = await call(url, path);
  expect(answer).toMatchObject({ status, body: `{"message":"${message}"}` });
  expect(answer.headers['content-type']).toBe('application/json');
});

it('H-39: the log says what went wrong, the caller is not told', async () => {
  const { body } = await call(url, '/throws');
  expect(body).not.toContain('secret');
  expect(running.gateway.requests.at(-1)?.decisions).toEqual([
    { step: 'route', outcome: 'pass', detail: 'GET /throws' },
    { step: 'authorize', outcome: 'pass', detail: 'public' },
    { step: 'integrate', outcome: 'failed', detail: 'the function failed: Error' },
  ]);
});

it('H-37: a body over 10 MB', async () => {
  const answer = await call(url, '/echo', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
  expect(answer).toMatchObject({ status: 413, body: '{"message":"Request Entity Too Large"}' });
});

it("H-37: an event over Lambda's 6 MB", async () => {
  const headers = { 'content-type': 'text/plain' };
  const over = await call(url, '/echo', { method: 'POST', headers, body: 'x'.repeat(6 * 1024 * 1024) });
  expect(over).toMatchObject({ status: 413, body: '{"message":"Request Entity Too Large"}' });
  const within = await call(url, '/echo', { method: 'POST', headers, body: 'x'.repeat(5 * 1024 * 1024) });
  expect(within.status).toBe(200);
});

it('Q-3 (status assumed): request line and headers over 10,240 bytes', async () => {
  expect((await call(url, '/echo', { method: 'POST', headers: { x: 'a'.repeat(10_240) } })).status).toBe(431);
  expect((await call(url, '/echo', { method: 'POST', headers: { x: 'a'.repeat(9_900) } })).status).toBe(200);
});
