import { MessageAttributes, ReceivedMessage } from '../sqs/message';
import { attributesDigest, bodyDigest } from '../sqs/message-digest';
import { QueueModel } from '../sqs/queue-model';
import { systemAttributes } from '../sqs/system-attributes';

/**
 * What a function gets of a batch of messages.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event
 */
export function sqsEvent(messages: readonly ReceivedMessage[], queue: QueueModel): { readonly Records: object[] } {
  return { Records: messages.map((message) => sqsRecord(message, queue)) };
}

export function sqsRecord(message: ReceivedMessage, { arn, region }: QueueModel): object {
  const md5OfMessageAttributes = attributesDigest(message.attributes);
  return {
    messageId: message.id,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: systemAttributes(message),
    messageAttributes: lambdaAttributes(message.attributes),
    ...(md5OfMessageAttributes && { md5OfMessageAttributes }),
    md5OfBody: bodyDigest(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: region,
  };
}

function lambdaAttributes(attributes: MessageAttributes): object {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType: dataType, StringValue, BinaryValue }]) => [
      name,
      {
        ...(StringValue !== undefined && { stringValue: StringValue }),
        ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType,
      },
    ]),
  );
}
