import { setTimeout as wait } from 'node:timers/promises';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Authorization, Cors, RealtimeWebSocketApi } from '../../lib';
import { defaultCredentials } from '../../local/src/core/development-credentials';
import { concurrently } from '../../lib/runtime/shared/concurrently';
import { Workers } from './killed-workers';
import { RealtimeClient } from './realtime-client';
import { served } from './synthesized';

const ORIGIN = 'https://app.example.com';
/** More by `CONNECTIONS=2000`. */
const CONNECTIONS = Number(process.env.CONNECTIONS ?? 200);
const BROADCASTS = 5;

let workers: Workers;
beforeAll(() => {
  workers = new Workers();
});
afterAll(() => workers.restore());

it('every connection gets every broadcast, though the workers that deliver them are killed', async () => {
  await served(
    (stack) =>
      new RealtimeWebSocketApi(stack, 'Live', {
        authorization: Authorization.none(),
        cors: Cors.allowOrigins([ORIGIN]),
      }),
    async (gateway) => {
      const clients: RealtimeClient[] = [];
      await concurrently(50, Array.from({ length: CONNECTIONS }), async () => {
        clients.push(await RealtimeClient.connect(gateway.url('Live'), { origin: ORIGIN }));
      });
      const queues = new SQSClient({
        endpoint: gateway.sqsEndpoint,
        region: 'us-east-1',
        credentials: defaultCredentials,
      });
      const queue = gateway.queues.find(({ constructPath }) => constructPath?.endsWith('/Broadcasts/Queue'))!;
      const ids = Array.from({ length: BROADCASTS }, (_, index) => `b-${index}`);
      await queues.send(
        new SendMessageBatchCommand({
          QueueUrl: queue.url,
          Entries: ids.map((id) => ({ Id: id, MessageBody: JSON.stringify({ to: { all: true }, data: 'x', id }) })),
        }),
      );
      queues.destroy();
      await clients[0]!.frame({ type: 'message' });
      let killed = 0;
      for (let blow = 0; blow < 5; blow += 1) {
        killed += workers.kill(/Deliver|Dispatch/);
        await wait(50);
      }
      expect(killed).toBeGreaterThan(0);
      await Promise.all(clients.map((client) => Promise.all(ids.map((id) => client.frame({ id })))));
      await Promise.all(clients.map((client) => client.close()));
    },
  );
}, 300_000);
