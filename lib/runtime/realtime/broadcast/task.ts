import { InvalidBroadcastError } from '../errors';
import { QueueEntry } from '../ports';
import { checkMessage } from './check-message';
import { checkFirstReading, checkFurtherReading, checkJob } from './check-task';
import { DeliveryJob } from './delivery-job';
import { FirstReading, FurtherReading } from './reading-tasks';
import { toJson } from './to-json';

/**
 * What is to be done with a message of the queues: a broadcast is to be begun, and the rest is internal, what is left
 * of broadcasts. `deliver` is on the delivery queue; the broadcast queue takes it too, so that whatever is on the
 * dead-letter queue can be moved there.
 */
export type Task =
  { readonly begin: FirstReading } | { readonly resume: FurtherReading } | { readonly deliver: DeliveryJob };

/**
 * The task of a message's body. Throws where it is none.
 *
 * @param messageId names the broadcast where it doesn't itself
 */
export function parseTask(body: string, messageId: string): Task {
  const value = parseJson(body);
  if (isTask(value, 'begin')) {
    return { begin: checkFirstReading(value.begin) };
  }
  if (isTask(value, 'resume')) {
    return { resume: checkFurtherReading(value.resume) };
  }
  if (isTask(value, 'deliver')) {
    return { deliver: checkJob(value.deliver) };
  }
  const message = checkMessage(value);
  return { begin: { message: { ...message, id: message.id ?? messageId }, attempt: 0 } };
}

export function entryOf(task: Task, delaySeconds?: number): QueueEntry {
  return { body: toJson(task), ...(delaySeconds !== undefined && { delaySeconds }) };
}

/** By its only member: a broadcast has several. */
function isTask<Kind extends 'begin' | 'resume' | 'deliver'>(
  value: unknown,
  kind: Kind,
): value is Record<Kind, unknown> {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === kind;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // its message quotes the text
    throw new InvalidBroadcastError('the message is no JSON');
  }
}
