import { harmless } from '../assembly/harmless';
import { PropertyTable, served } from '../assembly/property-table';

/** AWS::SQS::Queue. */
export const queueProperties: PropertyTable = {
  ContentBasedDeduplication: served,
  DeduplicationScope: served,
  DelaySeconds: served,
  FifoQueue: served,
  FifoThroughputLimit: served,
  KmsDataKeyReusePeriodSeconds: harmless.encryption,
  KmsMasterKeyId: harmless.encryption,
  MaximumMessageSize: served,
  MessageRetentionPeriod: served,
  QueueName: served,
  ReceiveMessageWaitTimeSeconds: served,
  RedriveAllowPolicy: harmless.permissions,
  RedrivePolicy: served,
  SqsManagedSseEnabled: harmless.encryption,
  Tags: harmless.labels,
  VisibilityTimeout: served,
};
