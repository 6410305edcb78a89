import { harmless, PropertyTable, refused, served } from '../assembly/property-table';

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
  FilterCriteria: served,
  FunctionName: served,
  FunctionResponseTypes: served,
  KmsKeyArn: harmless,
  LoggingConfig: harmless,
  MaximumBatchingWindowInSeconds: served,
  MaximumRecordAgeInSeconds: notOfQueues,
  MaximumRetryAttempts: notOfQueues,
  MetricsConfig: harmless,
  ParallelizationFactor: notOfQueues,
  ProvisionedPollerConfig: harmless,
  Queues: notOfQueues,
  ScalingConfig: served,
  SelfManagedEventSource: notOfQueues,
  SelfManagedKafkaEventSourceConfig: notOfQueues,
  SourceAccessConfigurations: notOfQueues,
  StartingPosition: notOfQueues,
  StartingPositionTimestamp: notOfQueues,
  Tags: harmless,
  Topics: notOfQueues,
  TumblingWindowInSeconds: notOfQueues,
};
