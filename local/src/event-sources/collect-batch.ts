import { Clock } from '../core/clock';
import { ReceivedMessage } from '../sqs/message';
import { Queue } from '../sqs/queue';
import { WaitOptions, waitForMessages } from '../sqs/wait-for-messages';
import { passes, Pattern } from './event-filter';
import { EventSourceModel } from './event-source-model';
import { sqsRecord } from './sqs-event';

/** Lambda takes no larger payload; room is left for the braces around the records. */
const MOST_BYTES = 6 * 1024 * 1024 - 1024;

/** Waits for a first message, then for more until the batch is full or its window is over. */
export async function collectBatch(
  queue: Queue,
  { batchSize, windowSeconds, filters }: EventSourceModel,
  clock: Clock,
  signal: AbortSignal,
): Promise<ReceivedMessage[]> {
  const take = (max: number, until: number) => takeMatching(queue, filters, { max, until, signal, clock });
  const batch = await take(batchSize, Infinity);
  const until = clock.now() + windowSeconds * 1_000;
  while (batch.length < batchSize && bytesOf(batch, queue) < MOST_BYTES) {
    const more = await take(batchSize - batch.length, until);
    if (more.length === 0) break;
    batch.push(...more);
  }
  return batch;
}

/** What no filter fits is deleted, and the wait goes on. */
async function takeMatching(
  queue: Queue,
  filters: readonly Pattern[],
  options: WaitOptions,
): Promise<ReceivedMessage[]> {
  for (;;) {
    const received = await waitForMessages(queue, options);
    const matching = received.filter(({ body }) => passes(filters, body));
    for (const message of received) if (!matching.includes(message)) queue.delete(message.receiptHandle);
    if (matching.length > 0 || received.length === 0) return matching;
  }
}

/** Parts that fit into a payload each. */
export function splitBySize(batch: readonly ReceivedMessage[], queue: Queue): ReceivedMessage[][] {
  const parts: ReceivedMessage[][] = [];
  let room = 0;
  for (const message of batch) {
    const bytes = bytesOf([message], queue);
    if (bytes > room) {
      parts.push([]);
      room = MOST_BYTES;
    }
    parts.at(-1)!.push(message);
    room -= bytes;
  }
  return parts;
}

function bytesOf(messages: readonly ReceivedMessage[], { model }: Queue): number {
  return messages.reduce((sum, message) => sum + Buffer.byteLength(JSON.stringify(sqsRecord(message, model))) + 1, 0);
}
