import { RunningFixture, serveTemplate } from '../support/gateway';
import {
  BINARY,
  CLOSE,
  closing,
  frame,
  PING,
  PONG,
  RawFrame,
  RawSocketClient,
  TEXT,
} from '../support/raw-socket-client';
import { webSocketTemplate } from '../support/websocket-api';

const TELL = `exports.handler = async ({ requestContext: { disconnectStatusCode, disconnectReason } }) =>
  console.log(JSON.stringify([disconnectStatusCode, disconnectReason]));`;
const SIZE = 'exports.handler = async ({ body }) => ({ statusCode: 200, body: String(body.length) });';
const LONG = `exports.handler = async ({ body }) => {
  const { size } = JSON.parse(body);
  return { statusCode: 200, body: 'x' + '€'.repeat((size - 1) / 3) };
};`;

let running: RunningFixture;
let url: string;
const ended: string[] = [];
let told: (() => void) | undefined;
beforeAll(async () => {
  const template = webSocketTemplate({
    routes: { $default: 'Size', long: 'Long', $disconnect: 'Tell' },
    replies: ['$default', 'long'],
    functions: { Size: SIZE, Long: LONG, Tell: TELL },
  });
  running = await serveTemplate(template, {
    onFunctionLog: ({ text }) => {
      ended.push(text);
      told?.();
    },
  });
  url = running.gateway.url('Live');
});
afterAll(() => running.close());

/** What `$disconnect` is told: code and reason. */
async function nextEnd(): Promise<[number, string]> {
  while (ended.length === 0) await new Promise<void>((resolve) => (told = resolve));
  return JSON.parse(ended.shift()!) as [number, string];
}

const KB = 1024;

describe('what the service does not take', () => {
  it.each<[string, number, Buffer[]]>([
    ['an unmasked frame', 1002, [frame(TEXT, 'x', { unmasked: true })]],
    ['a frame of an extension', 1002, [frame(TEXT, 'x', { reservedBit: true })]],
    ['an unknown kind of frame', 1002, [frame(0x3, 'x')]],
    ['a continuation of nothing', 1002, [frame(0x0, 'x')]],
    ['a message in the midst of another', 1002, [frame(TEXT, 'x', { isLast: false }), frame(TEXT, 'y')]],
    ['a ping of more than 125 bytes', 1002, [frame(PING, 'x'.repeat(126))]],
    ['a ping in parts', 1002, [frame(PING, 'x', { isLast: false })]],
    ['a close with half a code', 1002, [frame(CLOSE, Buffer.from([3]))]],
    ['a close with a code that nobody sends', 1002, [frame(CLOSE, closing(1005))]],
    ['text that is no UTF-8', 1007, [frame(TEXT, Buffer.from([0xff, 0xfe]))]],
    ['a close whose reason is no UTF-8', 1007, [frame(CLOSE, closing(1000, Buffer.from([0xff])))]],
    ['W-33: a binary frame', 1003, [frame(BINARY, 'x')]],
    ['W-33: a binary message in parts', 1003, [frame(BINARY, 'x', { isLast: false }), frame(0x0, 'y')]],
    ['W-32: a frame over 32 KB', 1009, [frame(TEXT, 'x'.repeat(32 * KB + 1))]],
    [
      'W-32: a message over 128 KB in small frames',
      1009,
      [
        ...Array.from({ length: 4 }, (_, i) => frame(i ? 0 : TEXT, 'x'.repeat(32 * KB), { isLast: false })),
        frame(0, 'x'),
      ],
    ],
  ])('%s closes with %d, and so $disconnect is told', async (_, code, frames) => {
    const client = await RawSocketClient.open(url);
    client.send(...frames);
    expect(await client.closeCode()).toBe(code);
    client.socket.end();
    expect(await nextEnd()).toEqual([code, '']);
  });

  it('W-32: a large frame is known by its head', async () => {
    const client = await RawSocketClient.open(url);
    client.send(frame(TEXT, 'x'.repeat(32 * KB + 1)).subarray(0, 8));
    expect(await client.closeCode()).toBe(1009);
    client.socket.destroy();
    await nextEnd();
  });
});

describe('what it takes', () => {
  it('a message in parts, with a ping in between, and one that comes right behind the handshake', async () => {
    const parts = [frame(TEXT, 'ab', { isLast: false }), frame(PING, 'hi'), frame(0x0, 'cd')];
    const client = await RawSocketClient.open(url, Buffer.concat(parts));
    expect(client.head).toMatch(/^HTTP\/1.1 101 /);
    expect(await client.next()).toMatchObject({ opcode: PONG, payload: Buffer.from('hi') });
    expect(await client.next()).toMatchObject({ opcode: TEXT, payload: Buffer.from('4') });
    client.socket.destroy();
    await nextEnd();
  });

  it('W-32: a message in very many frames, but not in endlessly many empty ones', async () => {
    const client = await RawSocketClient.open(url);
    const [first, last] = [frame(TEXT, 'x', { isLast: false }), frame(0x0, 'x')];
    const inside = (payload: string, count: number) =>
      Buffer.concat(Array(count).fill(frame(0x0, payload, { isLast: false })));
    client.send(first, inside('x', 20_000), last);
    expect((await client.next())!.payload.toString()).toBe('20002');
    client.send(first, inside('', 128 * KB + 1));
    expect(await client.closeCode()).toBe(1008);
    client.socket.end();
    expect(await nextEnd()).toEqual([1008, '']);
  });

  it('a message that arrives byte by byte', async () => {
    const client = await RawSocketClient.open(url);
    for (const byte of frame(TEXT, 'x'.repeat(200))) client.socket.write(Buffer.from([byte]));
    expect(await client.next()).toMatchObject({ opcode: TEXT, payload: Buffer.from('200') });
    client.socket.destroy();
    await nextEnd();
  });

  it('agrees on no extension', async () => {
    const offer = 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n';
    const client = await RawSocketClient.open(url, undefined, offer);
    expect(client.head.toLowerCase()).not.toContain('sec-websocket-extensions');
    client.socket.destroy();
    await nextEnd();
  });
});

describe('how a client leaves', () => {
  it.each([1000, 1001, 1003, 1007, 1011, 3000, 4000, 4999])('W-16: with the code %d', async (code) => {
    const client = await RawSocketClient.open(url);
    client.send(frame(CLOSE, closing(code, 'so long')));
    expect(await client.closeCode()).toBe(code);
    await client.closed;
    expect(await nextEnd()).toEqual([code, 'so long']);
  });

  it('W-16: without a code', async () => {
    const client = await RawSocketClient.open(url);
    client.send(frame(CLOSE, ''));
    expect(await client.closeCode()).toBe(1005);
    expect(await nextEnd()).toEqual([1005, 'Client-side close frame status not set']);
  });

  it.each<[string, (client: RawSocketClient) => void]>([
    ['by the end of the stream', ({ socket }) => socket.end()],
    ['by a reset', ({ socket }) => socket.resetAndDestroy()],
    ['in the midst of a frame', (client) => client.socket.end(frame(TEXT, 'x'.repeat(100)).subarray(0, 50))],
  ])('W-16: %s, which is 1006', async (_, leave) => {
    const client = await RawSocketClient.open(url);
    leave(client);
    expect(await nextEnd()).toEqual([1006, '']);
    await client.closed;
  });

  it('says nothing more about what it sent before', async () => {
    const client = await RawSocketClient.open(url);
    client.send(frame(TEXT, 'x'), frame(CLOSE, closing(1000)));
    expect(await client.closeCode()).toBe(1000);
    await client.closed;
    expect(await nextEnd()).toEqual([1000, '']);
  });
});

describe('large replies', () => {
  const wanting = (size: number): Buffer => frame(TEXT, JSON.stringify({ action: 'long', size }));

  it('W-32: come in frames of 32 KB', async () => {
    const client = await RawSocketClient.open(url);
    client.send(wanting(128 * KB - 1));
    const frames: RawFrame[] = [];
    while (!frames.at(-1)?.isLast) frames.push((await client.next())!);
    expect(frames.map(({ opcode, payload }) => [opcode, payload.length])).toEqual([
      [TEXT, 32 * KB],
      [0x0, 32 * KB],
      [0x0, 32 * KB],
      [0x0, 32 * KB - 1],
    ]);
    // a character of several bytes may be in two frames
    expect(Buffer.concat(frames.map(({ payload }) => payload)).toString('utf8')).toMatch(/^x€+$/);
    client.socket.destroy();
    await nextEnd();
  });

  it('W-32: over 128 KB are an error frame (assumed)', async () => {
    const client = await RawSocketClient.open(url);
    client.send(wanting(128 * KB + 2));
    expect(JSON.parse((await client.next())!.payload.toString())).toMatchObject({ message: 'Internal server error' });
    expect(running.gateway.requests.at(-1)).toMatchObject({ routeKey: 'long', status: 500 });
    client.socket.destroy();
    await nextEnd();
  });
});
