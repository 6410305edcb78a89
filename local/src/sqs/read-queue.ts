import { ResourceReader } from '../assembly';
import { checkProperties } from '../assembly/property-table';
import { DEFAULT_SETTINGS, FifoSettings, QueueModel, RedrivePolicy } from './queue-model';
import { queueProperties } from './queue-properties';

/** Reads an AWS::SQS::Queue. What can't be served is a finding, and the result undefined. */
export function readQueue(resource: ResourceReader): QueueModel | undefined {
  checkProperties(resource, queueProperties);
  const { ref: url, stack, logicalId } = resource;
  const [arn, name] = [resource.attribute('Arn'), resource.attribute('QueueName')];
  if (!url || !arn || !name) return resource.refuse('the name is only known after a deployment', 'QueueName');
  return {
    stack: stack.id,
    logicalId,
    name,
    arn,
    region: stack.region,
    accountId: stack.accountId,
    url,
    settings: {
      visibilityTimeoutSeconds: resource.number('VisibilityTimeout') ?? DEFAULT_SETTINGS.visibilityTimeoutSeconds,
      delaySeconds: resource.number('DelaySeconds') ?? DEFAULT_SETTINGS.delaySeconds,
      retentionSeconds: resource.number('MessageRetentionPeriod') ?? DEFAULT_SETTINGS.retentionSeconds,
      waitSeconds: resource.number('ReceiveMessageWaitTimeSeconds') ?? DEFAULT_SETTINGS.waitSeconds,
      maximumMessageBytes: resource.number('MaximumMessageSize') ?? DEFAULT_SETTINGS.maximumMessageBytes,
      redrive: readRedrivePolicy(resource),
      fifo: readFifo(resource, name),
    },
  };
}

function readFifo(resource: ResourceReader, name: string): FifoSettings | undefined {
  if (!resource.boolean('FifoQueue')) return undefined;
  if (!name.endsWith('.fifo')) {
    return resource.refuse(`the name of a FIFO queue must end in .fifo, got ${name}: AWS refuses it`, 'QueueName');
  }
  return {
    contentBasedDeduplication: resource.boolean('ContentBasedDeduplication') ?? false,
    deduplicationScope: resource.string('DeduplicationScope') === 'messageGroup' ? 'messageGroup' : 'queue',
    throughputLimit: resource.string('FifoThroughputLimit') === 'perMessageGroupId' ? 'perMessageGroupId' : 'perQueue',
  };
}

function readRedrivePolicy(resource: ResourceReader): RedrivePolicy | undefined {
  if (resource.object('RedrivePolicy') === undefined) return undefined;
  const deadLetterQueueArn = resource.string('RedrivePolicy.deadLetterTargetArn');
  const maxReceiveCount = resource.number('RedrivePolicy.maxReceiveCount');
  if (!deadLetterQueueArn || !maxReceiveCount) {
    return resource.refuse('needs deadLetterTargetArn and a maxReceiveCount of 1 or more', 'RedrivePolicy');
  }
  return { deadLetterQueueArn, maxReceiveCount };
}
