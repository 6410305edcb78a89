import { BroadcastMessage } from '../../contract/realtime/broadcast-message';
import { BroadcastFrame } from '../../contract/realtime/frames';
import { QueueEntry } from '../ports';
import { checkMessage } from './check-message';
import { DeliveryJob } from './delivery-job';
import { InvalidBroadcastError } from '../errors';
import { toJson } from './to-json';

/** The rest of a partition, to be read by another invocation. */
export interface ReadingTask {
  readonly frame: BroadcastFrame;
  readonly except: readonly string[];
  readonly partition: string;
  /** Sort key to start after. */
  readonly after: string;
}

/**
 * What is on the queues: broadcasts and, internal, what is left of them. `deliver` is on the delivery queue; the
 * broadcast queue takes it too, so that whatever is on the dead-letter queue can be moved there.
 */
export type Task = { readonly broadcast: BroadcastMessage } | InternalTask;

export type InternalTask = { readonly resume: ReadingTask } | { readonly deliver: DeliveryJob };

/** The task of a message's body. Throws where it is none. */
export function parseTask(body: string): Task {
  const value = parseJson(body);
  if (isTask(value, 'resume') || isTask(value, 'deliver')) {
    return value;
  }
  return { broadcast: checkMessage(value) };
}

export function entryOf(task: InternalTask, delaySeconds?: number): QueueEntry {
  return { body: toJson(task), ...(delaySeconds !== undefined && { delaySeconds }) };
}

function isTask<Kind extends 'resume' | 'deliver'>(
  value: unknown,
  kind: Kind,
): value is Extract<Task, Record<Kind, unknown>> {
  const task = (value as Partial<Record<Kind, { frame?: unknown }>> | null)?.[kind];
  return typeof task?.frame === 'object';
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // its message quotes the text
    throw new InvalidBroadcastError('the message is no JSON');
  }
}
