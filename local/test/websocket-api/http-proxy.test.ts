import { createServer, Server } from 'node:http';
import { closeServer, listenOnLoopback } from '../../src/core/loopback-server';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { refusalOf, SocketClient } from '../support/socket-client';
import { webSocketTemplate } from '../support/websocket-api';

let backend: Server;
let base: string;
let running: RunningFixture | undefined;
beforeAll(async () => {
  backend = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      outgoing.statusCode = Number(incoming.url!.slice(1));
      outgoing.end(`${incoming.method} ${incoming.headers['content-type']} ${Buffer.concat(chunks).toString()}`);
    });
  });
  base = await listenOnLoopback(backend);
});
afterAll(() => closeServer(backend));
afterEach(() => running?.close());

async function serve(routeKey: string, path: string): Promise<string> {
  const url = 'http://${stageVariables.host}' + path;
  running = await serveTemplate(
    webSocketTemplate({
      routes: { [routeKey]: { IntegrationType: 'HTTP_PROXY', IntegrationMethod: 'POST', IntegrationUri: url } },
      replies: [routeKey],
      functions: {},
      stages: [{ StageName: 'prod', StageVariables: { host: new URL(base).host } }],
    }),
  );
  return running.gateway.url('Live');
}

it.each(['/200', '/400'])('W-23: replies with what the backend answers at %s (assumed)', async (path) => {
  const client = await SocketClient.open(await serve('$default', path));
  client.send('{"a":1}');
  expect(await client.next()).toBe('POST application/json {"a":1}');
  await client.close();
});

it('W-3: a backend of $connect decides by its status', async () => {
  expect(await refusalOf(await serve('$connect', '/403'))).toEqual({ status: 403, body: '' });
});

it('W-20: a backend that is not there is an error frame', async () => {
  const url = await serve('$default', '/200');
  await closeServer(backend);
  const client = await SocketClient.open(url);
  client.send('x');
  expect(await client.nextJson()).toMatchObject({ message: 'Internal server error' });
  await client.close();
});
