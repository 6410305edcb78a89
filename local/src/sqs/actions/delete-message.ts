import { ActionInput } from '../action-input';
import { Queue } from '../queue';
import { invalidParameterValue } from '../sqs-error';
import { Action, queueOf } from './action';
import { batchEntries, eachEntry } from './batch';

export const deleteMessage: Action = (input, context) => deleteFrom(queueOf(input, context), input);

export const deleteMessageBatch: Action = (input, context) => {
  const queue = queueOf(input, context);
  return eachEntry(batchEntries(input, 'DeleteMessageBatchRequestEntry'), (entry) => deleteFrom(queue, entry));
};

function deleteFrom(queue: Queue, input: ActionInput): object {
  const receiptHandle = input.requiredText('ReceiptHandle');
  if (queue.delete(receiptHandle)) return {};
  throw invalidParameterValue(
    `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
  );
}
