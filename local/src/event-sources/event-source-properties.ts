import { harmless } from '../assembly/harmless';
import { each, members, PropertyTable, refused, served } from '../assembly/property-table';

const notOfQueues = refused('is not for queues: AWS refuses it');

/** AWS::Lambda::EventSourceMapping of a queue. */
export const eventSourceProperties: PropertyTable = {
  AmazonManagedKafkaEventSourceConfig: notOfQueues,
  BatchSize: served,
  BisectBatchOnFunctionError: notOfQueues,
  DestinationConfig: notOfQueues,
  DocumentDBEventSourceConfig: notOfQueues,
  Enabled: served,
  EventSourceArn: served,
  FilterCriteria: members({ Filters: each({ Pattern: served }) }),
  FunctionName: served,
  FunctionResponseTypes: served,
  KmsKeyArn: harmless.encryption,
  LoggingConfig: harmless.logs,
  MaximumBatchingWindowInSeconds: served,
  MaximumRecordAgeInSeconds: notOfQueues,
  MaximumRetryAttempts: notOfQueues,
  MetricsConfig: harmless.logs,
  ParallelizationFactor: notOfQueues,
  ProvisionedPollerConfig: harmless.capacity,
  Queues: notOfQueues,
  ScalingConfig: members({ MaximumConcurrency: served }),
  SelfManagedEventSource: notOfQueues,
  SelfManagedKafkaEventSourceConfig: notOfQueues,
  SourceAccessConfigurations: notOfQueues,
  StartingPosition: notOfQueues,
  StartingPositionTimestamp: notOfQueues,
  Tags: harmless.labels,
  Topics: notOfQueues,
  TumblingWindowInSeconds: notOfQueues,
};
