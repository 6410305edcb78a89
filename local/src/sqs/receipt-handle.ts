import { randomUUID } from 'node:crypto';
import { receiptHandleIsInvalid } from './sqs-error';

/** Names a message and the time it was received: each time another one. */
export function newReceiptHandle(queueArn: string, messageId: string): string {
  return Buffer.from(`${randomUUID()} ${queueArn} ${messageId}`).toString('base64');
}

/** The id of the message, which may be gone by now. A handle that is none of this queue's is refused. */
export function messageIdOf(handle: string, queueArn: string): string {
  const [, arn, messageId] = Buffer.from(handle, 'base64').toString('utf8').split(' ');
  if (arn !== queueArn || !messageId) throw receiptHandleIsInvalid();
  return messageId;
}
