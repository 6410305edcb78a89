import { Queue } from '../queue';
import { invalidAttributeName } from '../sqs-error';
import { Action, findQueue, localUrl, queueOf } from './action';

export const getQueueUrl: Action = (input, context) => {
  const accountId = input.text('QueueOwnerAWSAccountId');
  return { QueueUrl: localUrl(findQueue(input.requiredText('QueueName'), context, accountId), context) };
};

export const listQueues: Action = (input, context) => {
  const prefix = input.text('QueueNamePrefix') ?? '';
  const found = context.queues.all.filter(
    ({ model }) => model.region === context.region && model.name.startsWith(prefix),
  );
  return found.length === 0 ? {} : { QueueUrls: found.map((queue) => localUrl(queue, context)) };
};

export const purgeQueue: Action = (input, context) => {
  queueOf(input, context).purge();
  return {};
};

export const getQueueAttributes: Action = (input, context) => {
  const attributes = attributesOf(queueOf(input, context));
  const names = input.texts('AttributeNames');
  const unknown = names.find((name) => name !== 'All' && !(name in attributes) && !OPTIONAL.includes(name));
  if (unknown) throw invalidAttributeName(unknown);
  const asked = Object.entries(attributes).filter(([name]) => names.includes('All') || names.includes(name));
  return asked.length === 0 ? {} : { Attributes: Object.fromEntries(asked) };
};

/** Known, but without a value here. */
const OPTIONAL = ['Policy', 'RedrivePolicy', 'RedriveAllowPolicy', 'KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds'];

function attributesOf(queue: Queue): Readonly<Record<string, string>> {
  const { arn, settings } = queue.model;
  const { visible, inFlight, delayed } = queue.counts();
  const created = String(Math.floor(queue.createdAt / 1_000));
  const { redrive, fifo } = settings;
  return {
    QueueArn: arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: created,
    LastModifiedTimestamp: created,
    VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
    MaximumMessageSize: String(settings.maximumMessageBytes),
    MessageRetentionPeriod: String(settings.retentionSeconds),
    DelaySeconds: String(settings.delaySeconds),
    ReceiveMessageWaitTimeSeconds: String(settings.waitSeconds),
    SqsManagedSseEnabled: 'true',
    ...(fifo && {
      FifoQueue: 'true',
      ContentBasedDeduplication: String(fifo.contentBasedDeduplication),
      DeduplicationScope: fifo.deduplicationScope,
      FifoThroughputLimit: fifo.throughputLimit,
    }),
    ...(redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: redrive.deadLetterQueueArn,
        maxReceiveCount: redrive.maxReceiveCount,
      }),
    }),
  };
}
