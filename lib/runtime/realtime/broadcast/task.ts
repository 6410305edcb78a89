import { BroadcastMessage } from '../../contract/realtime/broadcast-message';
import { InvalidBroadcastError } from '../errors';
import { QueueEntry } from '../ports';
import { checkMessage } from './check-message';
import { checkJob, checkReading } from './check-task';
import { DeliveryJob } from './delivery-job';
import { ReadingTask } from './reading-task';
import { toJson } from './to-json';

/**
 * What is on the queues: broadcasts and, internal, what is left of them. `deliver` is on the delivery queue; the
 * broadcast queue takes it too, so that whatever is on the dead-letter queue can be moved there.
 */
export type Task = { readonly broadcast: BroadcastMessage } | InternalTask;

export type InternalTask = { readonly resume: ReadingTask } | { readonly deliver: DeliveryJob };

/** The task of a message's body. Throws where it is none. */
export function parseTask(body: string): Task {
  const value = parseJson(body);
  if (isTask(value, 'resume')) {
    return { resume: checkReading(value.resume) };
  }
  return isTask(value, 'deliver') ? { deliver: checkJob(value.deliver) } : { broadcast: checkMessage(value) };
}

export function entryOf(task: InternalTask, delaySeconds?: number): QueueEntry {
  return { body: toJson(task), ...(delaySeconds !== undefined && { delaySeconds }) };
}

/** By its only member: a broadcast has several. */
function isTask<Kind extends 'resume' | 'deliver'>(value: unknown, kind: Kind): value is Record<Kind, unknown> {
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
