import * as sdk from '@aws-sdk/client-sqs';
import fc from 'fast-check';
import { SqsOutbox } from '../../../lib/runtime/clients/outbox';
import { inBatches } from '../../../lib/runtime/clients/queue-batches';
import { QueueEntry } from '../../../lib/runtime/realtime/ports';
import { awsError } from './fake-client';

const URL = 'https://sqs.eu-central-1.amazonaws.com/111122223333/broadcasts';

type Batch = sdk.SendMessageBatchCommandInput;
type Answer = (batch: Batch, request: number) => Partial<sdk.SendMessageBatchCommandOutput>;

/** A queue that answers as told, and keeps what it has taken. */
function queue(answer: Answer = () => ({})) {
  const requests: Batch[] = [];
  const taken: string[] = [];
  const pauses: number[] = [];
  const send = async ({ input }: sdk.SendMessageBatchCommand) => {
    requests.push(input);
    const given = answer(input, requests.length);
    const isRefused = (id?: string) => given.Failed?.some(({ Id }) => Id === id);
    taken.push(...(input.Entries ?? []).filter(({ Id }) => !isRefused(Id)).map(({ MessageBody = '' }) => MessageBody));
    return given;
  };
  const client = { send } as unknown as sdk.SQSClient;
  const outbox = new SqsOutbox(sdk, client, URL, async (attempt) => pauses.push(attempt));
  return { outbox, requests, taken, pauses };
}

const entries = (count: number): QueueEntry[] => Array.from({ length: count }, (_, index) => ({ body: `m${index}` }));

it('sends ten a request, with their delays', async () => {
  const { outbox, requests, taken } = queue();
  await outbox.send([{ body: 'first', delaySeconds: 900 }, ...entries(24)]);
  expect(requests.map(({ Entries = [] }) => Entries.length)).toEqual([10, 10, 5]);
  expect(requests[0].QueueUrl).toBe(URL);
  expect(requests[0].Entries?.[0]).toMatchObject({ MessageBody: 'first', DelaySeconds: 900 });
  expect(taken).toHaveLength(25);
});

it('nothing to send is no request', async () => {
  const { outbox, requests } = queue();
  await outbox.send([]);
  expect(requests).toEqual([]);
});

it('batches hold everything in order, within the limits, and as much as fits', () => {
  const body = fc.oneof(
    fc.string(),
    fc.integer({ min: 0, max: 262_144 }).map((length) => 'x'.repeat(length)),
    fc.constant('é'.repeat(60_000)),
  );
  fc.assert(
    fc.property(fc.array(body, { maxLength: 40 }), (bodies) => {
      const batches = inBatches(bodies.map((text) => ({ body: text })));
      expect(batches.flat().map((entry) => entry.body)).toEqual(bodies);
      const bytes = batches.map((batch) => batch.reduce((sum, entry) => sum + Buffer.byteLength(entry.body), 0));
      expect(Math.max(0, ...bytes)).toBeLessThanOrEqual(262_144);
      expect(Math.max(0, ...batches.map(({ length }) => length))).toBeLessThanOrEqual(10);
      batches.slice(1).forEach(([first], index) => {
        const fits = bytes[index] + Buffer.byteLength(first.body) <= 262_144;
        expect(batches[index].length === 10 || !fits).toBe(true);
      });
    }),
    { numRuns: 50 },
  );
});

const failing = (ids: string[], SenderFault: boolean) => ({
  Failed: ids.map((Id) => ({ Id, SenderFault, Code: 'InternalError' })),
});

it('what SQS did not take is sent again, and nothing else', async () => {
  const { outbox, requests, taken, pauses } = queue((_, request) => (request < 3 ? failing(['1', '3'], false) : {}));
  await outbox.send(entries(5));
  expect(requests.map(({ Entries = [] }) => Entries.map(({ MessageBody }) => MessageBody))).toEqual([
    ['m0', 'm1', 'm2', 'm3', 'm4'],
    ['m1', 'm3'],
    ['m1', 'm3'],
  ]);
  expect(taken.sort()).toEqual(['m0', 'm1', 'm2', 'm3', 'm4']);
  expect(pauses).toEqual([1, 2]);
});

it('what SQS never takes is given up, having sent the rest', async () => {
  const { outbox, requests, taken } = queue(({ Entries = [] }) =>
    Entries.some(({ MessageBody }) => MessageBody === 'm3') ? failing(['3'], false) : {},
  );
  const sent = outbox.send(entries(25));
  await expect(sent).rejects.toThrow('1 of 25 messages were not sent to broadcasts');
  await expect(sent).rejects.not.toThrow('111122223333');
  expect(taken).toHaveLength(24);
  expect(requests).toHaveLength(8);
});

it('what is refused for a fault of its own is not tried again', async () => {
  const { outbox, requests } = queue(() => failing(['0'], true));
  await expect(outbox.send(entries(1))).rejects.toThrow('1 of 1 messages');
  expect(requests).toHaveLength(1);
});

it('an error of the SDK counts for all of its request', async () => {
  const { outbox } = queue(() => {
    throw awsError('RequestThrottled');
  });
  await expect(outbox.send(entries(12))).rejects.toMatchObject({
    message: '12 of 12 messages were not sent to broadcasts',
    cause: { name: 'RequestThrottled' },
  });
});
