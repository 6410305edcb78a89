import { WebSocket } from 'ws';
import { RunningFixture, serveTemplate, TestClock } from '../support/gateway';
import { frame, PING, RawSocketClient, TEXT } from '../support/raw-socket-client';
import { refusalOf, SocketClient } from '../support/socket-client';
import { until } from '../support/until';
import { mock, responses, WebSocketFixture, webSocketTemplate } from '../support/websocket-api';

const ENDLESS = `exports.handler = ({ body }) => {
  console.log('working on ' + body);
  return new Promise(() => setTimeout(() => undefined, 60_000));
};`;
const ECHO_BODY = 'exports.handler = async ({ body }) => ({ statusCode: 200, body });';

let running: RunningFixture | undefined;
const clock = new TestClock();
const lines: string[] = [];
afterEach(async () => {
  await running?.close();
  running = undefined;
  lines.length = 0;
});

async function serve(fixture: WebSocketFixture): Promise<string> {
  running = await serveTemplate(webSocketTemplate(fixture), {
    clock,
    onFunctionLog: ({ text }) => {
      lines.push(text);
    },
  });
  return running.gateway.url('Live');
}

const said = (text: string): Promise<true> => until(() => lines.includes(text));

it.each([
  ['ends', 'process.exit(1)'],
  ['is killed', 'process.kill(process.pid, "SIGKILL")'],
])(
  'W-4: a function whose process %s in the midst of $connect is a 502, and the next handshake works',
  async (_, end) => {
    const functions = {
      Connect: `exports.handler = async ({ queryStringParameters }) => {
      if (queryStringParameters?.end) ${end};
      return { statusCode: 200 };
    };`,
    };
    const url = await serve({ routes: { $connect: 'Connect' }, functions });
    expect(await refusalOf(`${url}?end=1`)).toMatchObject({ status: 502 });
    await (await SocketClient.open(url)).close();
  },
);

describe('a message in flight', () => {
  const serveBoth = () =>
    serve({
      routes: { $default: 'Echo', wait: 'Endless' },
      replies: ['$default', 'wait'],
      functions: { Echo: ECHO_BODY, Endless: ENDLESS },
    });

  it('does not hold up the end of the gateway, and its client is told to go', async () => {
    const client = await SocketClient.open(await serveBoth());
    client.send('{"action":"wait"}');
    await said('working on {"action":"wait"}');
    await running!.close();
    running = undefined;
    expect(await client.closed).toEqual({ code: 1001, reason: 'Going away' });
    expect(client.unread).toBe(0);
  });

  it('of a client that is killed bothers nobody else', async () => {
    const url = await serveBoth();
    const [killed, other] = [await RawSocketClient.open(url), await SocketClient.open(url)];
    killed.send(frame(TEXT, '{"action":"wait"}'), frame(TEXT, 'x'.repeat(1_000)).subarray(0, 500));
    await said('working on {"action":"wait"}');
    killed.socket.resetAndDestroy();
    await until(() => running!.gateway.requests.some(({ method }) => method === 'DISCONNECT'));
    other.send('still here');
    expect(await other.next()).toBe('still here');
    await other.close();
  });

  it('of a client that was closed for what it sent is not answered', async () => {
    const client = await SocketClient.open(await serveBoth());
    client.send('first');
    client.socket.send(Buffer.from('binary'));
    client.send('too late');
    expect((await client.closed).code).toBe(1003);
    const messages = running!.gateway.requests.filter(({ method }) => method === 'MESSAGE');
    expect(messages.length).toBeLessThanOrEqual(1);
  });
});

it('replies to a client that does not read are dropped in the end, and it hears the later ones (assumed)', async () => {
  const large = mock({ RequestTemplates: { '200': '{"statusCode": $input.path("$.status")}' } });
  const url = await serve({
    routes: { $default: large },
    replies: ['$default'],
    functions: {},
    resources: responses(
      { IntegrationResponseKey: '/200/', ResponseTemplates: { $default: 'x'.repeat(100_000) } },
      { IntegrationResponseKey: '$default', ResponseTemplates: { $default: 'small' } },
    ),
  });
  const client = await SocketClient.open(url);
  client.socket.pause();
  for (let sent = 0; sent < 400; sent++) client.send({ status: 200 });
  const records = () => running!.gateway.requests.filter(({ method }) => method === 'MESSAGE');
  await until(() => records().length === 400);
  const dropped = records().filter(({ decisions }) => decisions.at(-1)!.detail.includes('too slowly')).length;
  expect(dropped).toBeGreaterThan(0);
  client.socket.resume();
  for (let heard = 0; heard < 400 - dropped; heard++) expect((await client.next()).length).toBe(100_000);
  client.send({ status: 201 });
  expect(await client.next()).toBe('small');
  await client.close();
}, 30_000);

it('a client that pings and never reads is cut off before it fills the memory', async () => {
  const url = await serve({ routes: { $default: 'Echo' }, functions: { Echo: ECHO_BODY } });
  const client = await RawSocketClient.open(url);
  client.socket.pause();
  const pings = Buffer.concat(Array.from({ length: 1_000 }, () => frame(PING, 'x'.repeat(125))));
  const flood = (): void => {
    while (client.socket.writable && client.socket.write(pings));
  };
  client.socket.on('drain', flood);
  flood();
  await until(() => running!.gateway.requests.some(({ method }) => method === 'DISCONNECT'));
  client.socket.destroy();
}, 30_000);

it('W-34: whoever comes and goes while others are idle changes nothing for them', async () => {
  const url = await serve({ routes: { $default: 'Echo' }, replies: ['$default'], functions: { Echo: ECHO_BODY } });
  const idle = await SocketClient.open(url);
  clock.advance(9 * 60_000);
  const busy = await SocketClient.open(url);
  clock.advance(60_000);
  expect((await idle.closed).code).toBe(1001);
  expect(busy.socket.readyState).toBe(WebSocket.OPEN);
  busy.send('still here');
  expect(await busy.next()).toBe('still here');
  await busy.close();
});
