import { FunctionLogLine } from '../../src/functions/function-log';
import { EventSourceModel } from '../../src/event-sources/event-source-model';
import { Poller } from '../../src/event-sources/poller';
import { FunctionInvoker, InvocationResult } from '../../src/functions/function-invoker';
import { Queue } from '../../src/sqs/queue';
import { QueueSettings } from '../../src/sqs/queue-model';
import { queueModel } from '../sqs/queue-fixture';
import { TestClock } from '../support/gateway';
import { success } from '../support/success';

interface Record {
  readonly messageId: string;
  readonly body: string;
}

/** A function that answers when it is told to. */
class ManualFunction implements FunctionInvoker {
  public readonly calls: { readonly records: Record[]; answer(result: InvocationResult): void }[] = [];
  private readonly awaiting: { readonly count: number; readonly resolve: () => void }[] = [];

  public invoke(_arn: string, event: unknown): Promise<InvocationResult> {
    return new Promise((answer) => {
      this.calls.push({ records: (event as { Records: Record[] }).Records, answer });
      for (const { count, resolve } of this.awaiting) if (this.calls.length >= count) resolve();
    });
  }

  public versionOf(): undefined {}

  public async close(): Promise<void> {}

  public async called(count: number): Promise<void> {
    if (this.calls.length < count) await new Promise<void>((resolve) => this.awaiting.push({ count, resolve }));
  }

  public bodies(): string[][] {
    return this.calls.map(({ records }) => records.map(({ body }) => body));
  }
}

const failure: InvocationResult = { kind: 'error', errorType: 'Error', errorMessage: 'no', durationMs: 1 };

let clock: TestClock;
let invoker: ManualFunction;
let poller: Poller | undefined;
let log: FunctionLogLine[];
beforeEach(() => {
  log = [];
  clock = new TestClock();
  invoker = new ManualFunction();
});
afterEach(() => void poller?.close());

function start(model: Partial<EventSourceModel> = {}, settings: Partial<QueueSettings> = {}): Queue {
  const queue = new Queue(queueModel('jobs', settings), { clock, queueOf: () => undefined });
  const source: EventSourceModel = {
    stack: 'Shop',
    logicalId: 'Mapping',
    queueArn: queue.model.arn,
    functionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:worker',
    batchSize: 10,
    windowSeconds: 0,
    reportsFailures: true,
    filters: [],
    maximumConcurrency: 2,
    ...model,
  };
  poller = new Poller({ model: source, queue, invoker, clock, onLog: (line) => log.push(line) });
  poller.start();
  return queue;
}

/** Lets everything happen that needs no time. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 30));
const isEmpty = ({ visible, inFlight, delayed }: ReturnType<Queue['counts']>) => visible + inFlight + delayed === 0;

it('the event has what Lambda tells of a message', async () => {
  const queue = start();
  const sent = queue.send({
    body: 'hello',
    attributes: { kind: { DataType: 'String', StringValue: 'x' }, blob: { DataType: 'Binary', BinaryValue: 'AAE=' } },
  });
  await invoker.called(1);
  const time = String(clock.now());
  expect(invoker.calls[0]!.records).toEqual([
    {
      messageId: sent.id,
      receiptHandle: expect.any(String),
      body: 'hello',
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: time,
        SenderId: 'AIDALOCALDEVELOPMENT',
        ApproximateFirstReceiveTimestamp: time,
      },
      messageAttributes: {
        kind: { stringValue: 'x', stringListValues: [], binaryListValues: [], dataType: 'String' },
        blob: { binaryValue: 'AAE=', stringListValues: [], binaryListValues: [], dataType: 'Binary' },
      },
      md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
      md5OfBody: '5d41402abc4b2a76b9719d911017c592',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:jobs',
      awsRegion: 'eu-central-1',
    },
  ]);
});

it('what was handled is deleted, what was not comes back after the visibility time-out', async () => {
  const queue = start({}, { visibilityTimeoutSeconds: 60 });
  const [, b] = ['a', 'b', 'c'].map((body) => queue.send({ body }));
  await invoker.called(1);
  invoker.calls[0]!.answer(success({ batchItemFailures: [{ itemIdentifier: b!.id }] }));
  await settle();
  expect(queue.counts()).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
  expect(log).toMatchObject([{ functionName: 'worker', text: '1 of 3 messages stay in jobs' }]);
  clock.advance(59_999);
  await settle();
  expect(invoker.calls.length).toBe(1);
  clock.advance(1);
  await invoker.called(2);
  invoker.calls[1]!.answer(success());
  await settle();
  expect(invoker.bodies()).toEqual([['a', 'b', 'c'], ['b']]);
  expect(isEmpty(queue.counts())).toBe(true);
  expect(log).toHaveLength(1);
});

it('after an error the whole batch comes back, however often that is', async () => {
  const queue = start({}, { visibilityTimeoutSeconds: 1 });
  queue.send({ body: 'a' });
  queue.send({ body: 'b' });
  for (let time = 1; time <= 3; time++) {
    await invoker.called(time);
    invoker.calls[time - 1]!.answer(failure);
    await settle();
    clock.advance(1_000);
  }
  await invoker.called(4);
  expect(invoker.bodies()).toEqual(Array.from({ length: 4 }, () => ['a', 'b']));
});

it('batches hold no more than BatchSize', async () => {
  const queue = start({ batchSize: 2, maximumConcurrency: 10 });
  for (const body of ['a', 'b', 'c']) queue.send({ body });
  await invoker.called(2);
  expect(invoker.bodies()).toEqual([['a', 'b'], ['c']]);
});

it('the window gathers messages until it is over', async () => {
  const queue = start({ windowSeconds: 5 });
  queue.send({ body: 'a' });
  await settle();
  clock.advance(4_000);
  queue.send({ body: 'b' });
  await settle();
  expect(invoker.calls).toEqual([]);
  clock.advance(1_000);
  await invoker.called(1);
  expect(invoker.bodies()).toEqual([['a', 'b']]);
});

it('the window ends when the batch is full', async () => {
  const queue = start({ windowSeconds: 300, batchSize: 2 });
  queue.send({ body: 'a' });
  queue.send({ body: 'b' });
  await invoker.called(1);
  expect(invoker.bodies()).toEqual([['a', 'b']]);
});

it('MaximumConcurrency batches are with the function at once, no more', async () => {
  const queue = start({ batchSize: 1, maximumConcurrency: 2 });
  for (const body of ['a', 'b', 'c']) queue.send({ body });
  await invoker.called(2);
  await settle();
  expect(invoker.calls.length).toBe(2);
  // not even taken from the queue
  expect(queue.counts()).toEqual({ visible: 1, inFlight: 2, delayed: 0 });
  invoker.calls[0]!.answer(failure);
  await invoker.called(3);
  expect(invoker.bodies().flat()).toEqual(['a', 'b', 'c']);
});

it('a batch over 6 MB goes in parts', async () => {
  const queue = start({ windowSeconds: 300, batchSize: 100, maximumConcurrency: 10 });
  const body = 'x'.repeat(1_000_000);
  for (let count = 0; count < 7; count++) queue.send({ body });
  await invoker.called(2);
  expect(invoker.calls.map(({ records }) => records.length)).toEqual([6, 1]);
});

it('drained, it takes nothing more, and what is under way is done', async () => {
  const queue = start({ batchSize: 1 });
  queue.send({ body: 'a' });
  await invoker.called(1);
  const drained = poller!.drain();
  queue.send({ body: 'b' });
  invoker.calls[0]!.answer(success());
  await drained;
  expect(invoker.bodies()).toEqual([['a']]);
  expect(queue.counts()).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
});

it('drained within a window, it delivers what it has', async () => {
  const queue = start({ windowSeconds: 300 });
  queue.send({ body: 'a' });
  await settle();
  const drained = poller!.drain();
  await invoker.called(1);
  invoker.calls[0]!.answer(success());
  await drained;
  expect(isEmpty(queue.counts())).toBe(true);
});

it('closed within a window, it does not', async () => {
  const queue = start({ windowSeconds: 300 });
  queue.send({ body: 'a' });
  await settle();
  await poller!.close();
  expect(invoker.calls).toEqual([]);
});

it('a group of a FIFO queue is with one invocation at a time, in its order', async () => {
  const fifo = { contentBasedDeduplication: false, deduplicationScope: 'queue', throughputLimit: 'perQueue' } as const;
  const queue = start({ batchSize: 2 }, { fifo });
  for (const body of ['a1', 'a2', 'a3', 'b1']) {
    queue.send({ body, groupId: body.slice(0, 1), deduplicationId: body });
  }
  await invoker.called(2);
  expect(invoker.bodies()).toEqual([['a1', 'a2'], ['b1']]);
  invoker.calls[0]!.answer(success());
  await invoker.called(3);
  expect(invoker.bodies()[2]).toEqual(['a3']);
});

it('what no filter fits is deleted, and the function hears nothing of it', async () => {
  const queue = start({ filters: [{ body: { kind: ['order'] } }] });
  for (const body of ['text', '{"kind":"note"}', '{"kind":"order"}']) queue.send({ body });
  await invoker.called(1);
  expect(invoker.bodies()).toEqual([['{"kind":"order"}']]);
  expect(queue.counts()).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
});
