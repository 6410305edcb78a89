import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import {
  Authorization,
  ChannelRule,
  ClientsWithoutOrigin,
  Cors,
  RealtimeWebSocketApi,
  RealtimeWebSocketApiProps,
  RouteIntegration,
} from '../../lib';
import { DevelopmentIssuer, Gateway, startDevelopmentIssuer } from '../../local/src';
import { defaultCredentials } from '../../local/src/core/development-credentials';
import { handshake, RealtimeClient } from './realtime-client';
import { served } from './synthesized';

const ISSUER = 'https://id.example.com';
const ORIGIN = 'https://app.example.com';

let issuer: DevelopmentIssuer;
beforeAll(async () => {
  issuer = await startDevelopmentIssuer({ issuer: ISSUER });
});
afterAll(() => issuer.close());

const props = () => ({ issuers: { [ISSUER]: issuer.url } });
const tokenOf = (sub: string, claims: object = {}) => issuer.issue({ sub, audience: 'orders', ...claims });

function liveIn(stack: Stack, more: Partial<RealtimeWebSocketApiProps> = {}): RealtimeWebSocketApi {
  return new RealtimeWebSocketApi(stack, 'Live', {
    authorization: Authorization.jwt({ issuer: ISSUER, audience: ['orders'] }),
    cors: Cors.allowOrigins([ORIGIN, 'https://*.example.org'], { credentials: true }),
    channels: [
      ChannelRule.open('news', { presence: true }),
      ChannelRule.open('room:*'),
      ChannelRule.claims('tenant:{tenant_id}'),
    ],
    ...more,
  });
}

/** A client that is let in. */
async function connect(gateway: Gateway, sub = 'ada', claims: object = {}): Promise<RealtimeClient> {
  const protocols = ['bearer', await tokenOf(sub, claims)];
  return RealtimeClient.connect(gateway.url('Live'), { origin: ORIGIN, protocols });
}

/** Puts a message on the broadcast queue as any program in any language does. */
async function broadcast(gateway: Gateway, message: object): Promise<void> {
  const queue = gateway.queues.find(({ constructPath }) => constructPath?.endsWith('/Broadcasts/Queue'))!;
  const client = new SQSClient({
    endpoint: gateway.sqsEndpoint,
    region: 'us-east-1',
    credentials: defaultCredentials,
  });
  await client.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: JSON.stringify(message) }));
  client.destroy();
}

function inline(stack: Stack, id: string, code: string): Function {
  return new Function(stack, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline(code),
  });
}

describe('the handshake', () => {
  it('lets in a page of an allowed origin with a good token, and nobody else (W-2, W-9)', async () => {
    await served(
      (stack) => liveIn(stack),
      async (gateway) => {
        const url = gateway.url('Live');
        const protocols = ['bearer', await tokenOf('ada')];
        expect(await handshake(url, { origin: ORIGIN, protocols })).toBe(101);
        expect(await handshake(url, { origin: 'https://a.b.example.org', protocols })).toBe(101);
        for (const origin of [
          'https://evil.example',
          'https://evilexample.org',
          `${ORIGIN}.evil.io`,
          'null',
          undefined,
        ]) {
          expect([origin, await handshake(url, { origin, protocols })]).toEqual([origin, 403]);
        }
        const another = await tokenOf('ada', { audience: 'another' });
        for (const bad of [[], ['bearer'], ['bearer', 'forged'], ['bearer', another]]) {
          expect(await handshake(url, { origin: ORIGIN, protocols: bad })).toBe(401);
        }
      },
      props(),
    );
  }, 60_000);

  it('takes the token as a subprotocol, which it negotiates, or from the query string, and not both (W-10)', async () => {
    await served(
      (stack) => liveIn(stack, { clientsWithoutOrigin: ClientsWithoutOrigin.ALLOW }),
      async (gateway) => {
        const token = await tokenOf('ada');
        const client = await connect(gateway);
        expect(client.protocol).toBe('bearer');
        await client.close();
        const byQuery = `${gateway.url('Live')}?token=${token}`;
        expect(await handshake(byQuery, { origin: ORIGIN })).toBe(101);
        expect(await handshake(byQuery)).toBe(101);
        expect(await handshake(byQuery, { origin: ORIGIN, protocols: ['bearer', token] })).toBe(401);
        const log = JSON.stringify(gateway.requests);
        expect(log).not.toContain(token);
      },
      props(),
    );
  }, 60_000);

  it('does not outlive the token: the connection is closed when that ends', async () => {
    await served(
      (stack) => liveIn(stack),
      async (gateway) => {
        const client = await connect(gateway, 'ada', { expiresInSeconds: 3 });
        await client.closed;
        await broadcast(gateway, { to: { user: 'ada' }, data: 1 });
        const again = await connect(gateway);
        await broadcast(gateway, { to: { user: 'ada' }, data: 2 });
        await again.frame({ type: 'message', data: 2 });
        expect(client.frames).toEqual([]);
      },
      props(),
    );
  }, 60_000);
});

describe('messages', () => {
  it('gives an error frame to what is no JSON or no action, and answers ping, without a function', async () => {
    await served(
      (stack) => liveIn(stack),
      async (gateway) => {
        const client = await connect(gateway);
        client.send('{');
        await client.frame({ type: 'error', code: 'unknown-action' });
        client.frames.length = 0;
        client.send({ action: 'nothing of the kind' });
        const frame = await client.frame({ type: 'error', code: 'unknown-action' });
        expect(frame).toMatchObject({ connectionId: expect.any(String), requestId: expect.any(String) });
        await client.ask({ action: 'ping' }, { type: 'pong' });
        await client.close();
      },
      props(),
    );
  }, 60_000);

  it('sends what the function of a route returns, and refuses what its schema does not allow (W-21, W-23)', async () => {
    await served(
      (stack) => {
        const code = `exports.handler = async ({ body, requestContext }) => ({
          statusCode: 200,
          body: JSON.stringify({ type: 'echo', text: JSON.parse(body).text, user: requestContext.authorizer.principalId }),
        });`;
        const integration = RouteIntegration.lambda(inline(stack, 'Echo', code));
        const schema = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } };
        const live = liveIn(stack);
        live.addRoute('echo', integration, { reply: true, schema });
        live.addRoute('silent', integration);
      },
      async (gateway) => {
        const client = await connect(gateway);
        client.send({ action: 'silent', text: 'unheard' });
        expect(await client.ask({ action: 'echo', text: 'hello' }, { type: 'echo' })).toEqual({
          type: 'echo',
          text: 'hello',
          user: 'ada',
        });
        await client.ask({ action: 'echo' }, { message: 'Invalid request body' });
        expect(client.frames.filter(({ text }) => text === 'unheard')).toEqual([]);
        await client.close();
      },
      props(),
    );
  }, 60_000);
});

describe('channels', () => {
  it('are joined where a rule allows it, and left again', async () => {
    await served(
      (stack) => liveIn(stack),
      async (gateway) => {
        const ada = await connect(gateway, 'ada', { tenant_id: 't1' });
        const ben = await connect(gateway, 'ben', { tenant_id: 't2' });
        const refusal = { type: 'error', code: 'forbidden' };
        await ada.ask({ action: 'subscribe', channel: 'tenant:t1', ref: 'a' }, { type: 'subscribed', ref: 'a' });
        await ben.ask({ action: 'subscribe', channel: 'tenant:t1', ref: 'b' }, { ...refusal, ref: 'b' });
        await ben.ask({ action: 'subscribe', channel: 'secret', ref: 'c' }, { ...refusal, ref: 'c' });
        await ben.ask({ action: 'subscribe', ref: 'd' }, { type: 'error', code: 'bad-request' });

        await broadcast(gateway, { to: { channel: 'tenant:t1' }, data: 'first' });
        await ada.frame({ type: 'message', data: 'first' });
        await ada.ask({ action: 'unsubscribe', channel: 'tenant:t1', ref: 'e' }, { type: 'unsubscribed', ref: 'e' });
        await broadcast(gateway, { to: { channel: 'tenant:t1' }, data: 'second' });
        await broadcast(gateway, { to: { all: true }, data: 'third' });
        await Promise.all([ada, ben].map((client) => client.frame({ type: 'message', data: 'third' })));
        expect([ada, ben].flatMap(({ frames }) => frames.filter(({ data }) => data === 'second'))).toEqual([]);
        await Promise.all([ada.close(), ben.close()]);
      },
      props(),
    );
  }, 60_000);

  it('a broadcast sent as soon as a subscribe is acknowledged reaches who subscribed', async () => {
    await served(
      (stack) => liveIn(stack),
      async (gateway) => {
        const clients = await Promise.all(Array.from({ length: 20 }, (_, index) => connect(gateway, `user-${index}`)));
        await Promise.all(
          clients.map(async (client, index) => {
            await client.ask({ action: 'subscribe', channel: 'news' }, { type: 'subscribed' });
            await broadcast(gateway, { to: { channel: 'news' }, data: index });
            await client.frame({ type: 'message', data: index });
          }),
        );
        await Promise.all(clients.map((client) => client.close()));
      },
      props(),
    );
  }, 60_000);

  it('tell their members who is there, and forget who has left', async () => {
    await served(
      (stack) => liveIn(stack),
      async (gateway) => {
        const [ada, ada2, ben] = await Promise.all(['ada', 'ada', 'ben'].map((sub) => connect(gateway, sub)));
        await ada.ask({ action: 'presence', channel: 'news' }, { type: 'error', code: 'forbidden' });
        for (const client of [ada, ada2, ben]) {
          await client.ask({ action: 'subscribe', channel: 'news' }, { type: 'subscribed' });
        }
        const asked = { action: 'presence', channel: 'news', ref: '1' };
        const all = await ada.ask(asked, { type: 'presence', ref: '1' });
        expect(all.members).toEqual(
          expect.arrayContaining([
            { user: 'ada', connections: 2 },
            { user: 'ben', connections: 1 },
          ]),
        );
        await ben.close();
        for (let turn = 2; ; turn += 1) {
          const ref = String(turn);
          const { members } = await ada.ask({ ...asked, ref }, { type: 'presence', ref });
          if (!JSON.stringify(members).includes('ben')) break;
        }
        await Promise.all([ada.close(), ada2.close()]);
      },
      props(),
    );
  }, 60_000);
});

describe('broadcasts', () => {
  it('go to a connection, a user, a channel or all, except to whom it names', async () => {
    await served(
      (stack) => {
        const code = `exports.handler = async ({ requestContext }) => ({
          statusCode: 200, body: JSON.stringify({ type: 'me', id: requestContext.connectionId }) });`;
        liveIn(stack).addRoute('me', RouteIntegration.lambda(inline(stack, 'Me', code)), { reply: true });
      },
      async (gateway) => {
        const [ada, ada2, ben] = await Promise.all(['ada', 'ada', 'ben'].map((sub) => connect(gateway, sub)));
        const clients = [ada, ada2, ben];
        const [adaId, , benId] = await Promise.all(
          clients.map(async (client) => (await client.ask({ action: 'me' }, { type: 'me' })).id as string),
        );
        await broadcast(gateway, { to: { connection: benId }, data: 'for ben', id: 'b-1' });
        expect(await ben.frame({ type: 'message' })).toEqual({
          type: 'message',
          id: 'b-1',
          to: { connection: benId },
          data: 'for ben',
        });
        await broadcast(gateway, { to: { user: 'ada' }, data: 'for ada', except: [adaId] });
        await ada2.frame({ data: 'for ada' });
        await broadcast(gateway, { to: { all: true }, data: 'for all' });
        await Promise.all(clients.map((client) => client.frame({ data: 'for all' })));
        expect(ada.frames.filter(({ data }) => data === 'for ada' || data === 'for ben')).toEqual([]);
        await Promise.all(clients.map((client) => client.close()));
      },
      props(),
    );
  }, 60_000);

  it('that are malformed or too large are put aside, and hold up nothing', async () => {
    await served(
      (stack) => liveIn(stack),
      async (gateway) => {
        const client = await connect(gateway);
        await broadcast(gateway, { to: { everyone: true }, data: 1 });
        await broadcast(gateway, { to: { all: true }, data: 'x'.repeat(131_072) });
        await broadcast(gateway, { to: { all: true }, data: 'small' });
        await client.frame({ data: 'small' });
        expect(client.frames).toHaveLength(1);
        await client.close();
      },
      props(),
    );
  }, 60_000);
});

it('functions are told who came and who went (W-15)', async () => {
  await served(
    (stack) => {
      const live = liveIn(stack);
      const code = `const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
        exports.handler = async ({ Records }) => {
          for (const { body } of Records) {
            const { event, user, reason } = JSON.parse(body);
            const message = { to: { user: 'watcher' }, data: [event, user, reason].join() };
            await new SQSClient().send(
              new SendMessageCommand({ QueueUrl: process.env.BROADCAST_QUEUE_URL, MessageBody: JSON.stringify(message) }),
            );
          }
        };`;
      const told = inline(stack, 'Told', code);
      live.grantBroadcast(told);
      live.onConnected(told);
      live.onDisconnected(told);
    },
    async (gateway) => {
      const watcher = await connect(gateway, 'watcher');
      const ada = await connect(gateway, 'ada');
      await watcher.frame({ data: 'connected,ada,' });
      await ada.close();
      await watcher.frame({ data: 'disconnected,ada,closed' });
      await watcher.close();
    },
    props(),
  );
}, 60_000);
