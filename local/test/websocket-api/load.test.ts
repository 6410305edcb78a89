import { PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { OpenConnections } from '../../src/websocket-api/sockets/open-connections';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { managementClient } from '../support/management-client';
import { closing, CLOSE, frame, RawSocketClient, TEXT } from '../support/raw-socket-client';
import { SocketClient } from '../support/socket-client';
import { until } from '../support/until';
import { mock, responses, webSocketTemplate } from '../support/websocket-api';

/** No functions: what is counted is sockets and messages. */
const TEMPLATE = webSocketTemplate({
  routes: { $default: mock() },
  replies: ['$default'],
  functions: {},
  resources: responses({
    IntegrationResponseKey: '$default',
    ResponseTemplates: { $default: '$context.connectionId' },
  }),
});

let running: RunningFixture;
let url: string;
beforeEach(async () => {
  running = await serveTemplate(TEMPLATE);
  url = running.gateway.url('Live');
});
afterEach(() => running.close());

/** Does the same many times, so many at once. */
async function many<T>(count: number, make: (index: number) => Promise<T>, atOnce = 100): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) {
    const size = Math.min(atOnce, count - made.length);
    made.push(...(await Promise.all(Array.from({ length: size }, (_, index) => make(made.length + index)))));
  }
  return made;
}

it('2,000 clients at once: each gets the replies to what it said, and what is posted to it, and no more', async () => {
  const clients = await many(2_000, () => SocketClient.open(url));
  for (const client of clients) for (const message of ['a', 'b', 'c']) client.send(message);
  const ids = await Promise.all(
    clients.map(async (client) => {
      const replies = [await client.next(), await client.next(), await client.next()];
      expect(new Set(replies).size).toBe(1);
      return replies[0]!;
    }),
  );
  expect(new Set(ids).size).toBe(2_000);

  const management = managementClient(url);
  const post = (index: number) =>
    management.send(new PostToConnectionCommand({ ConnectionId: ids[index], Data: `for ${ids[index]}` }));
  await many(2_000, post);
  const posted = await Promise.all(clients.map((client) => client.next()));
  expect(posted).toEqual(ids.map((id) => `for ${id}`));
  management.destroy();

  await Promise.all(clients.map((client) => client.close()));
  expect(clients.map((client) => client.unread)).toEqual(Array(2_000).fill(0));
}, 120_000);

/** Sockets and timers that keep this process busy. */
function busy(): number {
  const kinds = process.getActiveResourcesInfo();
  return kinds.filter((kind) => ['TCPSocketWrap', 'Timeout'].includes(kind)).length;
}

it('nothing is left of clients that have gone, however they went', async () => {
  const added = jest.spyOn(OpenConnections.prototype, 'add');
  await (await SocketClient.open(url)).close();
  const before = busy();
  const leaving: ((client: RawSocketClient) => void)[] = [
    (client) => client.send(frame(CLOSE, closing(1000))),
    ({ socket }) => socket.end(),
    ({ socket }) => socket.destroy(),
    ({ socket }) => socket.resetAndDestroy(),
    (client) => client.send(frame(TEXT, 'x', { unmasked: true })),
    (client) => client.socket.end(frame(TEXT, 'a message cut off').subarray(0, 9)),
  ];
  const clients = await many(300, () => RawSocketClient.open(url));
  await Promise.all(
    clients.map(async (client, index) => {
      client.send(frame(TEXT, 'x'));
      await client.next();
      leaving[index % leaving.length]!(client);
      // what the gateway closes by itself ends when the client does, too
      if (await client.closeCode()) client.socket.end();
      await client.closed;
    }),
  );
  const idsOf = (method: string): (string | undefined)[] =>
    running.gateway.requests.filter((record) => record.method === method).map(({ connectionId }) => connectionId);
  await until(() => idsOf('DISCONNECT').length >= 301);
  expect(idsOf('DISCONNECT').sort()).toEqual(idsOf('CONNECT').sort());
  await until(() => busy() <= before);
  const [connections] = added.mock.contexts as OpenConnections[];
  expect([added.mock.calls.length, connections!.all]).toEqual([301, []]);
}, 60_000);
