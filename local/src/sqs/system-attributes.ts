import { Message } from './message';

/** The user id of whoever signs with the development credentials. */
const SENDER_ID = 'AIDALOCALDEVELOPMENT';

/** What the service itself knows about a message, as clients and functions get it. */
export function systemAttributes(message: Message): Readonly<Record<string, string>> {
  const {
    traceHeader,
    groupId,
    deduplicationId,
    sequenceNumber,
    deadLetterSourceArn,
    firstReceivedAt = message.sentAt,
  } = message;
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    ...(traceHeader && { AWSTraceHeader: traceHeader }),
    SentTimestamp: String(message.sentAt),
    SenderId: SENDER_ID,
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
    ...(groupId && { MessageGroupId: groupId }),
    ...(deduplicationId && { MessageDeduplicationId: deduplicationId }),
    ...(sequenceNumber && { SequenceNumber: sequenceNumber }),
    ...(deadLetterSourceArn && { DeadLetterQueueSourceArn: deadLetterSourceArn }),
  };
}
