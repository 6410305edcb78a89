import { Message } from '../message';
import { attributesDigest, bodyDigest } from '../message-digest';
import { batchError } from '../sqs-error';
import { Action, queueOf } from './action';
import { batchEntries, eachEntry } from './batch';
import { checkBatch } from './fifo-parameters';
import { bytesOf, readNewMessage } from './read-new-message';

/** Of all messages of a batch together. */
const MOST_BATCH_BYTES = 1_048_576;

export const sendMessage: Action = (input, context) => {
  const queue = queueOf(input, context);
  return receiptOf(queue.send(readNewMessage(input, queue.model.settings)));
};

export const sendMessageBatch: Action = (input, context) => {
  const queue = queueOf(input, context);
  const entries = batchEntries(input, 'SendMessageBatchRequestEntry');
  const bytes = entries.reduce((sum, entry) => sum + bytesOf(entry), 0);
  if (bytes > MOST_BATCH_BYTES) {
    const message = `Batch requests cannot be longer than ${MOST_BATCH_BYTES} bytes. You have sent ${bytes} bytes.`;
    throw batchError('BatchRequestTooLong', message);
  }
  checkBatch(entries, queue.model.settings);
  return eachEntry(entries, (entry) => receiptOf(queue.send(readNewMessage(entry, queue.model.settings))));
};

/** What a sender gets to see of its message. */
function receiptOf({ id, body, attributes, sequenceNumber }: Message): object {
  return {
    MessageId: id,
    MD5OfMessageBody: bodyDigest(body),
    MD5OfMessageAttributes: attributesDigest(attributes),
    ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
  };
}
