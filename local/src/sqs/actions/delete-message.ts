import { Action, queueOf } from './action';
import { batchEntries, eachEntry } from './batch';

export const deleteMessage: Action = (input, context) => {
  queueOf(input, context).delete(input.requiredText('ReceiptHandle'));
  return {};
};

export const deleteMessageBatch: Action = (input, context) => {
  const queue = queueOf(input, context);
  return eachEntry(batchEntries(input, 'DeleteMessageBatchRequestEntry'), (entry) => {
    queue.delete(entry.requiredText('ReceiptHandle'));
    return {};
  });
};
