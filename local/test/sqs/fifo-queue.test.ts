import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SendMessageCommandInput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { defaultCredentials } from '../../src/core/development-credentials';
import { listen, Listener } from '../../src/gateway/listener';
import { FifoSettings } from '../../src/sqs/queue-model';
import { QueueStore } from '../../src/sqs/queue-store';
import { answerSqs } from '../../src/sqs/sqs-endpoint';
import { queueModel } from './queue-fixture';

const FIFO: FifoSettings = {
  contentBasedDeduplication: false,
  deduplicationScope: 'queue',
  throughputLimit: 'perQueue',
};

let listener: Listener;
let queues: QueueStore;
let client: SQSClient;
let QueueUrl: string;
let offset: number;
/** The real time, as requests are signed for it, and what it is turned by. */
const clock = { now: () => Date.now() + offset };

beforeAll(async () => {
  queues = new QueueStore(clock);
  listener = await listen(0, clock, (request, signal) =>
    answerSqs(request, signal, { queues, clock: { now: Date.now }, credentials: defaultCredentials }),
  );
  const endpoint = `http://127.0.0.1:${listener.port}`;
  QueueUrl = `${endpoint}/123456789012/jobs.fifo`;
  client = new SQSClient({ endpoint, region: 'eu-central-1', credentials: defaultCredentials, maxAttempts: 1 });
});
beforeEach(() => {
  offset = 0;
  queueWith();
});
afterAll(async () => {
  client.destroy();
  await listener.close();
});

function queueWith(fifo: Partial<FifoSettings> = {}, delaySeconds = 0): void {
  queues.replace([]);
  queues.replace([queueModel('jobs.fifo', { fifo: { ...FIFO, ...fifo }, delaySeconds, visibilityTimeoutSeconds: 5 })]);
}

let count = 0;
const send = (MessageBody: string, MessageGroupId: string, input: Partial<SendMessageCommandInput> = {}) =>
  client.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody,
      MessageGroupId,
      MessageDeduplicationId: `id-${(count += 1)}`,
      ...input,
    }),
  );
const receive = async (max = 10) => {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: max, MessageSystemAttributeNames: ['All'] }),
  );
  return Messages;
};
const bodies = async (max?: number) => (await receive(max)).map(({ Body }) => Body);
const remove = (ReceiptHandle: string | undefined) =>
  client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));

describe('order', () => {
  it('is kept in a group: while one is received, no later one is', async () => {
    for (const [body, group] of ['a1 a', 'a2 a', 'b1 b', 'a3 a'].map((text) => text.split(' ')))
      await send(body!, group!);
    const [first] = await receive(1);
    expect(first?.Body).toBe('a1');
    expect(await bodies()).toEqual(['b1']);
    await remove(first?.ReceiptHandle);
    expect(await bodies()).toEqual(['a2', 'a3']);
    offset += 5_000;
    expect(await bodies()).toEqual(['a2', 'b1', 'a3']);
  });

  it('is kept when one of several comes back later than the others (recorded)', async () => {
    for (const body of ['foo', 'bar', 'baz']) await send(body, 'a');
    const [foo, bar] = await receive();
    const change = (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
      client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    await change(foo?.ReceiptHandle, 0);
    await change(bar?.ReceiptHandle, 60);
    offset += 5_000;
    expect(await bodies()).toEqual(['foo']);
  });

  it('wakes who waits for a group as soon as it is free', async () => {
    await send('a1', 'a');
    await send('a2', 'a');
    const [first] = await receive(1);
    const waiting = client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    await remove(first?.ReceiptHandle);
    expect((await waiting).Messages).toMatchObject([{ Body: 'a2' }]);
  });

  it('shows in the numbers of messages', async () => {
    const numbers = [(await send('a', 'a')).SequenceNumber, (await send('b', 'b')).SequenceNumber];
    expect(numbers).toEqual([expect.stringMatching(/^\d{20}$/), expect.stringMatching(/^\d{20}$/)]);
    expect(numbers).toEqual([...numbers].sort());
    expect((await receive()).map(({ Attributes }) => Attributes)).toMatchObject([
      { SequenceNumber: numbers[0], MessageGroupId: 'a', MessageDeduplicationId: expect.stringMatching(/^id-/) },
      { SequenceNumber: numbers[1], MessageGroupId: 'b' },
    ]);
  });
});

describe('duplicates', () => {
  const same = { MessageDeduplicationId: 'same' };

  it('are accepted and not delivered for five minutes, even after a deletion (recorded)', async () => {
    const sent = await send('x', 'a', same);
    const [message] = await receive();
    await remove(message?.ReceiptHandle);
    offset += 299_000;
    const again = await send('y', 'b', same);
    expect([again.MessageId, again.SequenceNumber]).toEqual([sent.MessageId, sent.SequenceNumber]);
    expect(await bodies()).toEqual([]);
    offset += 1_001;
    await send('z', 'a', same);
    expect(await bodies()).toEqual(['z']);
  });

  it('are told by the body where the queue says so, unless an id is given', async () => {
    queueWith({ contentBasedDeduplication: true });
    const content = { MessageDeduplicationId: undefined };
    await send('x', 'a', content);
    await send('x', 'a', { ...content, MessageAttributes: { n: { DataType: 'Number', StringValue: '1' } } });
    await send('x', 'a');
    expect(await bodies()).toEqual(['x', 'x']);
  });

  it('are told in each group for itself where the queue says so (recorded)', async () => {
    queueWith({ deduplicationScope: 'messageGroup' });
    await send('a', 'a', same);
    await send('b', 'b', same);
    await send('c', 'b', same);
    expect(await bodies()).toEqual(['a', 'b']);
  });
});

describe('errors (recorded)', () => {
  const PLAIN =
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly';

  it.each<[string, Partial<SendMessageCommandInput>, string]>([
    ['no group', { MessageGroupId: undefined }, 'The request must contain the parameter MessageGroupId.'],
    ['no id', { MessageDeduplicationId: undefined }, PLAIN],
    [
      'a delay',
      { DelaySeconds: 2 },
      'Value 2 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.',
    ],
    [
      'a group that is none',
      { MessageGroupId: 'group 123' },
      'Value group 123 for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.',
    ],
  ])('%s', async (_, input, message) => {
    await expect(send('x', 'a', input)).rejects.toThrow(message);
  });

  it('a batch fails as a whole', async () => {
    const Entries = [
      { Id: '1', MessageBody: 'x', MessageGroupId: 'a', MessageDeduplicationId: '1' },
      { Id: '2', MessageBody: 'x', MessageGroupId: 'a' },
    ];
    await expect(client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).rejects.toThrow(PLAIN);
    expect(await bodies()).toEqual([]);
  });

  it('a handle that has expired', async () => {
    await send('x', 'a');
    const [message] = await receive();
    offset += 5_000;
    const expired = `Value ${message?.ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`;
    await expect(remove(message?.ReceiptHandle)).rejects.toThrow(expired);
    expect(await bodies()).toEqual(['x']);
  });
});

it('a delay of 0 is that of the queue (recorded)', async () => {
  queueWith({}, 7);
  await send('x', 'a', { DelaySeconds: 0 });
  expect(await bodies()).toEqual([]);
  offset += 7_000;
  expect(await bodies()).toEqual(['x']);
});

it('has its attributes', async () => {
  await client.send(new PurgeQueueCommand({ QueueUrl }));
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  expect(Attributes).toMatchObject({
    FifoQueue: 'true',
    ContentBasedDeduplication: 'false',
    DeduplicationScope: 'queue',
    FifoThroughputLimit: 'perQueue',
  });
});
