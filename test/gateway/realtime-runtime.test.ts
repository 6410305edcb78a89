import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { Authorization, ChannelRule, Cors, RealtimeWebSocketApi, RouteIntegration } from '../../lib';
import { inRoot } from '../repository';
import { RealtimeClient } from './realtime-client';
import { served } from './synthesized';

const ORIGIN = 'https://app.example.com';
const CHAT = `
import { broadcast, lifecycle, MessageError, presence, withMessages } from './runtime';

export const say = withMessages(async ({ text }, connection) => {
  if (text === 'too much') return broadcast({ to: { channel: 'room' }, data: 'x'.repeat(200_000) });
  if (text === '') throw new MessageError('bad-request', 'say something');
  await connection.reply({ type: 'heard', text });
  await broadcast({ to: { channel: 'room' }, data: text, except: [connection.connectionId] });
  return { type: 'sent', members: await presence('room') };
});

export const greet = lifecycle(async ({ event, connectionId }) => {
  await broadcast({ to: { connection: connectionId }, data: event });
});
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chat-'));
  buildSync({
    stdin: { contents: CHAT, resolveDir: inRoot('lib') },
    bundle: true,
    platform: 'node',
    external: ['@aws-sdk/*'],
    outfile: join(folder, 'index.js'),
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

function chatIn(stack: Stack): void {
  const fn = (name: string): Function =>
    new Function(stack, name, { runtime: Runtime.NODEJS_24_X, handler: `index.${name}`, code: Code.fromAsset(folder) });
  const live = new RealtimeWebSocketApi(stack, 'Live', {
    authorization: Authorization.none(),
    cors: Cors.allowOrigins([ORIGIN]),
    channels: [ChannelRule.open('room')],
  });
  const say = fn('say');
  live.addRoute('say', RouteIntegration.lambda(say), { reply: true });
  live.grantBroadcast(say);
  live.grantManageConnections(say);
  live.grantReadConnections(say);
  const greet = fn('greet');
  live.grantBroadcast(greet);
  live.onConnected(greet);
}

it('functions written with the runtime reply, broadcast, see who is there and greet who comes', async () => {
  await served(chatIn, async (gateway) => {
    const connect = () => RealtimeClient.connect(gateway.url('Live'), { origin: ORIGIN });
    const [ada, ben] = await Promise.all([connect(), connect()]);
    await Promise.all([ada, ben].map((client) => client.frame({ type: 'message', data: 'connected' })));
    for (const client of [ada, ben]) {
      await client.ask({ action: 'subscribe', channel: 'room' }, { type: 'subscribed' });
    }
    const sent = await ada.ask({ action: 'say', text: 'hello' }, { type: 'sent' });
    expect(sent.members).toEqual([{ connections: 2 }]);
    await ada.frame({ type: 'heard', text: 'hello' });
    await ben.frame({ type: 'message', data: 'hello' });
    expect(ada.frames.filter(({ data }) => data === 'hello')).toEqual([]);

    await ada.ask({ action: 'say', text: '' }, { type: 'error', code: 'bad-request', message: 'say something' });
    await ada.ask({ action: 'say', text: 'too much' }, { type: 'error', code: 'internal-error' });
    await Promise.all([ada.close(), ben.close()]);
  });
}, 60_000);
