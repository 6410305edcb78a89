import { once } from 'node:events';
import { RunningFixture, serveTemplate, TestClock } from '../support/gateway';
import { SocketClient } from '../support/socket-client';
import { webSocketTemplate } from '../support/websocket-api';

const MINUTES = 60_000;
const SIZED = 'exports.handler = async ({ body }) => ({ statusCode: 200, body: String(body.length) });';
const TELL = 'exports.handler = async ({ requestContext }) => console.log(JSON.stringify(requestContext));';

const clock = new TestClock();
let running: RunningFixture;
let client: SocketClient;
let ended: Promise<{ disconnectStatusCode: number; disconnectReason: string }>;
let tell: (text: string) => void;
beforeAll(async () => {
  const template = webSocketTemplate({
    routes: { $default: 'Size', $disconnect: 'Tell' },
    replies: ['$default'],
    functions: { Size: SIZED, Tell: TELL },
  });
  running = await serveTemplate(template, { clock, onFunctionLog: ({ text }) => tell(text) });
});
afterAll(() => running.close());
beforeEach(async () => {
  ended = new Promise((resolve) => (tell = (text) => resolve(JSON.parse(text))));
  client = await SocketClient.open(running.gateway.url('Live'));
});
afterEach(async () => {
  await client.close();
  await ended;
});

/** One message in frames of a size. */
function sendInFrames(text: string, size: number): void {
  for (let start = 0; start < text.length; start += size) {
    client.socket.send(text.slice(start, start + size), { fin: start + size >= text.length });
  }
}

it('W-32: a message of 128 KB in frames of 32 KB', async () => {
  sendInFrames('x'.repeat(128 * 1024), 32 * 1024);
  expect(await client.next()).toBe(String(128 * 1024));
});

it('W-32: a larger message closes with 1009', async () => {
  sendInFrames('x'.repeat(128 * 1024 + 1), 32 * 1024);
  expect(await client.closed).toMatchObject({ code: 1009 });
  expect(await ended).toMatchObject({ disconnectStatusCode: 1009 });
});

it('W-32: a larger frame closes with 1009, even if the message is small enough', async () => {
  client.send('x'.repeat(32 * 1024 + 1));
  expect(await client.closed).toMatchObject({ code: 1009 });
});

it('W-33: a binary frame closes with 1003', async () => {
  client.socket.send(Buffer.from('x'));
  expect(await client.closed).toMatchObject({ code: 1003 });
  expect(await ended).toMatchObject({ disconnectStatusCode: 1003 });
});

it('bytes that are no WebSocket frame close with 1002', async () => {
  const { _socket: socket } = client.socket as unknown as { _socket: { write(bytes: Buffer): void } };
  socket.write(Buffer.from([0xff, 0xff]));
  expect(await client.closed).toMatchObject({ code: 1002 });
});

it('W-34, W-16: ten minutes without a message close with 1001', async () => {
  clock.advance(6 * MINUTES);
  client.send('still here');
  await client.next();
  clock.advance(6 * MINUTES);
  client.send('still here');
  await client.next();
  clock.advance(10 * MINUTES);
  expect(await client.closed).toEqual({ code: 1001, reason: 'Going away' });
  expect(await ended).toMatchObject({ disconnectStatusCode: 1001, disconnectReason: 'Going away' });
});

it('W-34: a ping is no message (assumed)', async () => {
  clock.advance(9 * MINUTES);
  client.socket.ping();
  await once(client.socket, 'pong');
  clock.advance(MINUTES);
  expect(await client.closed).toMatchObject({ code: 1001 });
});

it('W-34, W-16: two hours close with 1001, whatever is said (assumed)', async () => {
  for (let minutes = 0; minutes < 120; minutes += 5) {
    client.send('still here');
    await client.next();
    clock.advance(5 * MINUTES);
  }
  expect(await client.closed).toEqual({ code: 1001, reason: 'Going away' });
});
