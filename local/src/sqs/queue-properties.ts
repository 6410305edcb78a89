import { harmless, PropertyTable, served } from '../assembly/property-table';

/** AWS::SQS::Queue. */
export const queueProperties: PropertyTable = {
  ContentBasedDeduplication: served,
  DeduplicationScope: served,
  DelaySeconds: served,
  FifoQueue: served,
  FifoThroughputLimit: served,
  KmsDataKeyReusePeriodSeconds: harmless,
  KmsMasterKeyId: harmless,
  MaximumMessageSize: served,
  MessageRetentionPeriod: served,
  QueueName: served,
  ReceiveMessageWaitTimeSeconds: served,
  RedriveAllowPolicy: harmless,
  RedrivePolicy: served,
  SqsManagedSseEnabled: harmless,
  Tags: harmless,
  VisibilityTimeout: served,
};
