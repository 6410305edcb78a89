import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from '../../src/core/loopback-server';
import { call } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { apiTemplate } from '../support/template';

let backend: Server;
let backendUrl: string;
let running: RunningFixture;
let url: string;

/** Tells what it got, or does as the path says. */
function respond(request: IncomingMessage, response: ServerResponse): void {
  if (request.url === '/silent') return;
  if (request.url === '/teapot') {
    response.writeHead(418, ['X-Tea', 'green', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'Keep-Alive', 'timeout=9']);
    response.end('short and stout');
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method, url: path, headers } = request;
    response.end(JSON.stringify({ method, path, headers, body: Buffer.concat(chunks).toString() }));
  });
}

beforeAll(async () => {
  backend = createServer(respond);
  backendUrl = await listenOnLoopback(backend);
  const proxy = (path: string, more: object = {}) => ({
    IntegrationType: 'HTTP_PROXY',
    IntegrationMethod: 'ANY',
    IntegrationUri: `${backendUrl}${path}`,
    PayloadFormatVersion: '1.0',
    ...more,
  });
  running = await serveTemplate(
    apiTemplate({
      routes: {
        'ANY /pets/{id}': proxy('/animals/{id}?kind=pet'),
        'ANY /all/{proxy+}': proxy('/root/{proxy}'),
        'GET /always-post': proxy('/x', { IntegrationMethod: 'POST' }),
        'GET /moved': proxy('/x', { RequestParameters: { 'overwrite:path': '$request.path' } }),
        'GET /variable': proxy('/${stageVariables.folder}/x'),
        'GET /teapot': proxy('/teapot'),
        'GET /silent': proxy('/silent', { TimeoutInMillis: 50 }),
        'GET /down': { ...proxy(''), IntegrationUri: 'http://127.0.0.1:1/' },
      },
      functions: {},
      stages: [{ StageName: 'v1', StageVariables: { folder: 'green' } }],
    }),
  );
  url = running.gateway.url('Api');
});
afterAll(async () => {
  await running.close();
  await closeServer(backend);
});

interface Seen {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}
const seenBy = async (...args: Parameters<typeof call>): Promise<Seen> =>
  JSON.parse((await call(...args)).body) as Seen;

it('H-73: method, path variables, query, headers and body go to the backend', async () => {
  const seen = await seenBy(url, '/pets/a%20b?q=%26', { method: 'PUT', headers: { 'x-a': '1' }, body: 'hi' });
  expect(seen).toMatchObject({ method: 'PUT', path: '/animals/a%20b?kind=pet&q=%26', body: 'hi' });
  expect(seen.headers).toMatchObject({ 'x-a': '1', 'content-length': '2', host: new URL(backendUrl).host });
});

it('a greedy variable keeps its slashes', async () => {
  expect((await seenBy(url, '/all/a/b%20c')).path).toBe('/root/a/b%20c');
});

it('a path variable can not lead out of the URL', async () => {
  const { path } = await seenBy(url, '/pets/..%252F..%252Fadmin%253Fx');
  expect(path).toBe('/animals/..%252F..%252Fadmin%253Fx?kind=pet');
});

it.each(['/all/..%2f..%2fadmin', '/all/a/%2e%2e/b', '/pets/%2e%2e'])(
  'a path variable with a dot segment is not passed on (assumed): %s',
  async (path) => {
    expect(await call(url, path)).toMatchObject({ status: 503 });
  },
);

it('a method of its own', async () => {
  expect((await seenBy(url, '/always-post')).method).toBe('POST');
});

it('H-73: X-Forwarded-* are folded into one Forwarded', async () => {
  const { headers } = await seenBy(url, '/pets/1', { headers: { 'X-Forwarded-For': '1.2.3.4', host: 'api.local' } });
  expect(headers.forwarded).toBe('for=127.0.0.1;host=api.local;proto=http');
  expect(headers).not.toHaveProperty('x-forwarded-for');
  expect(headers).toMatchObject({ via: 'HTTP/1.1 AmazonAPIGateway' });
  expect(headers['x-amzn-trace-id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
});

it('H-7: overwrite:path = $request.path has no stage', async () => {
  expect((await seenBy(url, '/moved')).path).toBe('/moved');
});

it('stage variables in the URL', async () => {
  expect((await seenBy(url, '/variable')).path).toBe('/green/x');
});

it("the backend's status, headers and body come back, without hop-by-hop headers", async () => {
  const answer = await call(url, '/teapot');
  expect(answer).toMatchObject({ status: 418, body: 'short and stout' });
  expect(answer.headers).toMatchObject({ 'x-tea': 'green', 'set-cookie': ['a=1', 'b=2'] });
  expect(answer.headers['keep-alive']).not.toBe('timeout=9');
});

it.each(['/silent', '/down'])('H-40: %s is a 503, never 504', async (path) => {
  expect(await call(url, path)).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
});
