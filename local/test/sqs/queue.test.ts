import { Queue } from '../../src/sqs/queue';
import { QueueSettings } from '../../src/sqs/queue-model';
import { QueueStore } from '../../src/sqs/queue-store';
import { waitForMessages } from '../../src/sqs/wait-for-messages';
import { TestClock } from '../support/gateway';
import { queueModel } from './queue-fixture';

let clock: TestClock;
beforeEach(() => (clock = new TestClock()));

function queueWith(settings: Partial<QueueSettings> = {}): Queue {
  return new Queue(queueModel('jobs', settings), { clock, queueOf: () => undefined });
}

const bodies = (queue: Queue, max = 10): string[] => queue.receive(max).map(({ body }) => body);

describe('SQS visibility time-out', () => {
  it('hides a message from everybody else until it is over', () => {
    const queue = queueWith({ visibilityTimeoutSeconds: 5 });
    queue.send({ body: 'a' });
    expect(bodies(queue)).toEqual(['a']);
    clock.advance(4_999);
    expect(bodies(queue)).toEqual([]);
    clock.advance(1);
    expect(bodies(queue)).toEqual(['a']);
  });

  it('is that of the request where it has one', () => {
    const queue = queueWith();
    queue.send({ body: 'a' });
    queue.receive(1, 1);
    clock.advance(1_000);
    expect(bodies(queue)).toEqual(['a']);
  });

  it('can be changed: to 0, the message comes back at once', () => {
    const queue = queueWith();
    queue.send({ body: 'a' });
    const [received] = queue.receive(1);
    queue.changeVisibility(received!.receiptHandle, 0);
    expect(bodies(queue)).toEqual(['a']);
  });

  it('hides a message for no more than 12 hours after it was received', () => {
    const queue = queueWith();
    queue.send({ body: 'a' });
    const [received] = queue.receive(1, 100);
    clock.advance(50_000);
    expect(() => queue.changeVisibility(received!.receiptHandle, 43_151)).toThrow('beyond the limit');
    queue.changeVisibility(received!.receiptHandle, 43_150);
  });

  it('counts how often a message was received, and when first', () => {
    const queue = queueWith({ visibilityTimeoutSeconds: 0 });
    const sent = queue.send({ body: 'a' });
    clock.advance(10);
    queue.receive(1);
    clock.advance(10);
    const [second] = queue.receive(1);
    expect(second).toMatchObject({ id: sent.id, receiveCount: 2, firstReceivedAt: sent.sentAt + 10 });
  });
});

describe('SQS receipt handles', () => {
  it('delete the message they were given for', () => {
    const queue = queueWith({ visibilityTimeoutSeconds: 0 });
    queue.send({ body: 'a' });
    const [received] = queue.receive(1);
    queue.delete(received!.receiptHandle);
    expect(bodies(queue)).toEqual([]);
    // again, without an error
    queue.delete(received!.receiptHandle);
  });

  it('of an earlier time delete nothing', () => {
    const queue = queueWith({ visibilityTimeoutSeconds: 0 });
    queue.send({ body: 'a' });
    const [first] = queue.receive(1);
    queue.receive(1);
    queue.delete(first!.receiptHandle);
    expect(bodies(queue)).toEqual(['a']);
  });

  it('that are none, or another queue’s, are refused', () => {
    const [jobs, others] = [queueWith(), new Queue(queueModel('others'), { clock, queueOf: () => undefined })];
    others.send({ body: 'a' });
    const [received] = others.receive(1);
    expect(() => jobs.delete('nonsense')).toThrow('The input receipt handle is invalid.');
    expect(() => jobs.delete(received!.receiptHandle)).toThrow('The input receipt handle is invalid.');
  });

  it('of a deleted message change nothing', () => {
    const queue = queueWith();
    queue.send({ body: 'a' });
    const [received] = queue.receive(1);
    queue.delete(received!.receiptHandle);
    expect(() => queue.changeVisibility(received!.receiptHandle, 5)).toThrow('Message does not exist');
  });
});

describe('SQS delay', () => {
  it('of the queue, and of a message, which comes first', () => {
    const queue = queueWith({ delaySeconds: 10 });
    queue.send({ body: 'queue' });
    queue.send({ body: 'message', delaySeconds: 20 });
    queue.send({ body: 'now', delaySeconds: 0 });
    expect(queue.counts()).toEqual({ visible: 1, inFlight: 0, delayed: 2 });
    expect(bodies(queue)).toEqual(['now']);
    clock.advance(10_000);
    expect(bodies(queue)).toEqual(['queue']);
    clock.advance(10_000);
    expect(bodies(queue)).toEqual(['message']);
  });
});

it('SQS retention: a message that nobody deletes is gone after a while, also in a dead-letter queue', () => {
  const store = new QueueStore(clock);
  const dead = queueModel('dead', { retentionSeconds: 90 });
  const redrive = { deadLetterQueueArn: dead.arn, maxReceiveCount: 1 };
  store.replace([queueModel('jobs', { retentionSeconds: 60, visibilityTimeoutSeconds: 0, redrive }), dead]);
  const [jobs, letters] = store.all as [Queue, Queue];
  jobs.send({ body: 'left' });
  clock.advance(59_000);
  jobs.send({ body: 'moved' });
  jobs.receive(1);
  clock.advance(1_000);
  expect(bodies(jobs)).toEqual(['moved']);
  expect(bodies(jobs)).toEqual([]);
  // counted from when it was sent first
  clock.advance(88_999);
  expect(letters.counts().visible).toBe(1);
  clock.advance(1);
  expect(letters.counts().visible).toBe(0);
});

describe('SQS redrive', () => {
  function withDeadLetters(maxReceiveCount: number): { store: QueueStore; jobs: Queue; dead: Queue } {
    const store = new QueueStore(clock);
    const redrive = { deadLetterQueueArn: queueModel('dead').arn, maxReceiveCount };
    store.replace([queueModel('jobs', { visibilityTimeoutSeconds: 0, redrive }), queueModel('dead')]);
    const [jobs, dead] = store.all as [Queue, Queue];
    return { store, jobs, dead };
  }

  it('moves a message that was received often enough, when it would be received once more', () => {
    const { jobs, dead } = withDeadLetters(2);
    const sent = jobs.send({ body: 'a' });
    jobs.send({ body: 'b' });
    expect([bodies(jobs, 1), bodies(jobs, 1)]).toEqual([['a'], ['a']]);
    expect(dead.counts().visible).toBe(0);
    expect(bodies(jobs, 1)).toEqual(['b']);
    const [moved] = dead.receive(1);
    expect(moved).toMatchObject({
      id: sent.id,
      sentAt: sent.sentAt,
      receiveCount: 3,
      deadLetterSourceArn: 'arn:aws:sqs:eu-central-1:123456789012:jobs',
    });
  });

  it('a handle from before does nothing in the dead-letter queue', () => {
    const { jobs, dead } = withDeadLetters(1);
    jobs.send({ body: 'a' });
    const [received] = jobs.receive(1);
    jobs.receive(1);
    jobs.delete(received!.receiptHandle);
    expect(dead.counts().visible).toBe(1);
  });

  it('without its dead-letter queue, messages are delivered as ever (assumed)', () => {
    const { store, jobs } = withDeadLetters(1);
    store.replace([jobs.model]);
    jobs.send({ body: 'a' });
    expect([bodies(jobs), bodies(jobs)]).toEqual([['a'], ['a']]);
  });

  it('a queue that is its own dead-letter queue delivers a message once', () => {
    const store = new QueueStore(clock);
    const redrive = { deadLetterQueueArn: queueModel('jobs').arn, maxReceiveCount: 1 };
    store.replace([queueModel('jobs', { visibilityTimeoutSeconds: 0, redrive })]);
    const [jobs] = store.all as [Queue];
    jobs.send({ body: 'a' });
    expect([bodies(jobs), bodies(jobs)]).toEqual([['a'], []]);
  });
});

it('a store that is replaced keeps messages, and takes new settings', () => {
  const store = new QueueStore(clock);
  store.replace([queueModel('jobs'), queueModel('gone')]);
  store.byArn(queueModel('jobs').arn)!.send({ body: 'a' });
  store.replace([queueModel('jobs', { visibilityTimeoutSeconds: 1 })]);
  const [jobs, ...others] = store.all as [Queue];
  expect(others).toEqual([]);
  expect(bodies(jobs)).toEqual(['a']);
  clock.advance(1_000);
  expect(bodies(jobs)).toEqual(['a']);
});

describe('waiting for messages', () => {
  const never = new AbortController().signal;
  const wait = (queue: Queue, until: number, signal = never) =>
    waitForMessages(queue, { max: 10, until, signal, clock });

  it('ends as soon as one is sent', async () => {
    const queue = queueWith();
    const waiting = wait(queue, Infinity);
    queue.send({ body: 'a' });
    expect((await waiting).map(({ body }) => body)).toEqual(['a']);
  });

  it('ends when a delay or a visibility time-out is over', async () => {
    const queue = queueWith({ visibilityTimeoutSeconds: 30 });
    queue.send({ body: 'a', delaySeconds: 900 });
    const delayed = wait(queue, Infinity);
    clock.advance(900_000);
    expect((await delayed).length).toBe(1);
    const hidden = wait(queue, Infinity);
    clock.advance(30_000);
    expect((await hidden).length).toBe(1);
  });

  it('ends with nothing when the time is up', async () => {
    const waiting = wait(queueWith(), clock.now() + 20_000);
    clock.advance(20_000);
    expect(await waiting).toEqual([]);
  });

  it('takes nothing for somebody who has gone', async () => {
    const queue = queueWith();
    const gone = new AbortController();
    const waiting = wait(queue, Infinity, gone.signal);
    gone.abort();
    queue.send({ body: 'a' });
    expect(await waiting).toEqual([]);
    expect(queue.counts().visible).toBe(1);
  });

  it('one message goes to one of those who wait', async () => {
    const queue = queueWith();
    const ending = clock.now() + 1_000;
    const waiting = Promise.all([wait(queue, ending), wait(queue, ending)]);
    queue.send({ body: 'a' });
    clock.advance(1_000);
    expect((await waiting).map(({ length }) => length).sort()).toEqual([0, 1]);
  });
});
