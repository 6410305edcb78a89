import { LONGEST_ID } from '../../contract/realtime/broadcast-message';
import { partitionsOf } from '../../contract/realtime/connections-table';
import { BroadcastFrame } from '../../contract/realtime/frames';
import { frameOf } from './broadcast-frame';
import { exceptionsOf, idOf, insist, isName, recordOf, targetOf } from './check-parts';
import { checkMessage } from './check-message';
import { DeliveryJob, MOST_ATTEMPTS, MOST_RECIPIENTS, Recipient } from './delivery-job';
import { FirstReading, FurtherReading } from './reading-tasks';

const JOB_MEMBERS = ['frame', 'recipients', 'attempt', 'reason'];

const NO_RECIPIENTS = `deliver.recipients has at most ${MOST_RECIPIENTS} of [connectionId, connectedAt, expiresAt?]`;

/**
 * Internal tasks come from a queue that others write to. They are held to what the dispatcher and the deliverer make:
 * nothing in them may be told that a broadcast could not tell, or be tried for longer.
 */
export function checkFirstReading(value: unknown): FirstReading {
  const { message, attempt } = recordOf(value, 'begin', ['message', 'attempt']);
  const checked = checkMessage(message);
  return { message: { ...checked, id: idOf(checked.id) }, attempt: attemptOf(attempt) };
}

export function checkFurtherReading(value: unknown): FurtherReading {
  const task = recordOf(value, 'resume', ['frame', 'except', 'partition', 'after', 'attempt']);
  const { partition, after } = task;
  const frame = checkFrame(task.frame);
  const partitions = 'connection' in frame.to ? [] : partitionsOf(frame.to);
  insist(typeof partition === 'string' && partitions.includes(partition), 'resume.partition is none of what is in to');
  insist(isName(after, LONGEST_ID), 'resume.after is no id of a connection');
  const except = exceptionsOf(task.except);
  return { frame, except, partition, after, attempt: attemptOf(task.attempt) };
}

export function checkJob(value: unknown): DeliveryJob {
  const { frame, recipients, attempt, reason } = recordOf(value, 'deliver', JOB_MEMBERS);
  const checked = checkFrame(frame);
  insist(Array.isArray(recipients) && recipients.length <= MOST_RECIPIENTS, NO_RECIPIENTS);
  insist(recipients.every(isRecipient), NO_RECIPIENTS);
  insist(reason === undefined || isReason(reason), 'deliver.reason is none there is');
  return { frame: checked, recipients, attempt: attemptOf(attempt), ...(reason !== undefined && { reason }) };
}

/** How often something was tried before. */
function attemptOf(value: unknown): number {
  const attempt = typeof value === 'number' ? value : NaN;
  const isOne = Number.isInteger(attempt) && attempt >= 0 && attempt < MOST_ATTEMPTS;
  insist(isOne, `attempt is a whole number from 0 to ${MOST_ATTEMPTS - 1}`);
  return attempt;
}

function checkFrame(value: unknown): BroadcastFrame {
  const { type, id, to, data } = recordOf(value, 'frame', ['type', 'id', 'to', 'data']);
  insist(type === 'message', 'frame.type is "message"');
  insist(data !== undefined, 'frame.data is missing');
  return frameOf({ to: targetOf(to), data }, idOf(id));
}

function isRecipient(value: unknown): value is Recipient {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) {
    return false;
  }
  const [connectionId, ...times] = value;
  return isName(connectionId, LONGEST_ID) && times.every(Number.isFinite);
}

function isReason(value: unknown): value is NonNullable<DeliveryJob['reason']> {
  return value === 'refused' || value === 'attempts exhausted';
}
