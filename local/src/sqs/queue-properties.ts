import { harmless, PropertyTable, served } from '../assembly/property-table';

/** AWS::SQS::Queue. */
export const queueProperties: PropertyTable = {
  ContentBasedDeduplication: harmless,
  DeduplicationScope: harmless,
  DelaySeconds: served,
  FifoQueue: served,
  FifoThroughputLimit: harmless,
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
