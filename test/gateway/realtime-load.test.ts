import { setTimeout as wait } from 'node:timers/promises';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Authorization, Cors, RealtimeWebSocketApi } from '../../lib';
import { Gateway } from '../../local/src';
import { defaultCredentials } from '../../local/src/core/development-credentials';
import { Workers } from './killed-workers';
import { RealtimeClient } from './realtime-client';
import { served } from './synthesized';

const ORIGIN = 'https://app.example.com';
/** More by `CONNECTIONS=2000`. */
const CONNECTIONS = Number(process.env.CONNECTIONS ?? 200);
/** Handshakes at a time. */
const AT_ONCE = 50;
const IDS = ['b-1', 'b-2', 'b-3', 'b-4', 'b-5'];
/** Of the queues, and not too long for signatures, which may be five minutes old. */
const VISIBILITY_MS = 61_000;

let workers: Workers;
beforeAll(() => {
  workers = new Workers();
});
afterAll(() => workers.restore());

async function connectAll(url: string): Promise<RealtimeClient[]> {
  const clients: RealtimeClient[] = [];
  while (clients.length < CONNECTIONS) {
    const some = Math.min(AT_ONCE, CONNECTIONS - clients.length);
    clients.push(
      ...(await Promise.all(Array.from({ length: some }, () => RealtimeClient.connect(url, { origin: ORIGIN })))),
    );
  }
  return clients;
}

async function broadcastAll(gateway: Gateway): Promise<void> {
  const { url } = gateway.queues.find(({ constructPath }) => constructPath?.endsWith('/Broadcasts/Queue'))!;
  const queues = new SQSClient({
    endpoint: gateway.sqsEndpoint,
    region: 'us-east-1',
    credentials: defaultCredentials,
  });
  const Entries = IDS.map((id) => ({ Id: id, MessageBody: JSON.stringify({ to: { all: true }, data: 'x', id }) }));
  await queues.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  queues.destroy();
}

it('every connection gets every broadcast, though the workers that deliver them are killed', async () => {
  let ahead = 0;
  await served(
    (stack) => {
      const cors = Cors.allowOrigins([ORIGIN]);
      return new RealtimeWebSocketApi(stack, 'Live', { authorization: Authorization.none(), cors });
    },
    async (gateway) => {
      const clients = await connectAll(gateway.url('Live'));
      const told = Promise.all(clients.flatMap((client) => IDS.map((id) => client.frame({ id }))));
      await broadcastAll(gateway);
      let killed = 0;
      for (let blow = 0; blow < 20; blow += 1) {
        await wait(50);
        killed += workers.kill(/Deliver|Dispatch/);
      }
      expect(killed).toBeGreaterThan(0);
      // what they held comes again when the visibility time-out is over
      ahead = VISIBILITY_MS;
      await told;
      await Promise.all(clients.map((client) => client.close()));
    },
    { clock: { now: () => Date.now() + ahead } },
  );
}, 300_000);
