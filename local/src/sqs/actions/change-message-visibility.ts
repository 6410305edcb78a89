import { ActionInput } from '../action-input';
import { Queue } from '../queue';
import { invalidParameterValue, missingParameter } from '../sqs-error';
import { Action, queueOf } from './action';
import { batchEntries, eachEntry } from './batch';

const LONGEST_SECONDS = 43_200;

export const changeMessageVisibility: Action = (input, context) => change(queueOf(input, context), input);

export const changeMessageVisibilityBatch: Action = (input, context) => {
  const queue = queueOf(input, context);
  const entries = batchEntries(input, 'ChangeMessageVisibilityBatchRequestEntry');
  return eachEntry(entries, (entry) => change(queue, entry));
};

/** A visibility time-out that is given with a request, if one is. */
export function visibilityTimeout(input: ActionInput): number | undefined {
  const seconds = input.integer('VisibilityTimeout');
  if (seconds !== undefined && (seconds < 0 || seconds > LONGEST_SECONDS)) {
    throw invalidParameterValue(
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and ${LONGEST_SECONDS}, if provided.`,
    );
  }
  return seconds;
}

function change(queue: Queue, input: ActionInput): object {
  const seconds = visibilityTimeout(input);
  if (seconds === undefined) throw missingParameter('VisibilityTimeout');
  queue.changeVisibility(input.requiredText('ReceiptHandle'), seconds);
  return {};
}
