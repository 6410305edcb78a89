import { harmless } from '../assembly/harmless';
import { each, members, noted, PropertyTable, served } from '../assembly/property-table';

const shared: PropertyTable = {
  AttributeDefinitions: each({ AttributeName: served, AttributeType: served }),
  BillingMode: harmless.billing,
  KeySchema: each({ AttributeName: served, KeyType: served }),
  SSESpecification: harmless.encryption,
  StreamSpecification: harmless.noStreams,
  TableName: served,
  // AWS takes its time for it, too: expired items may be there for days
  TimeToLiveSpecification: harmless.backups,
  WarmThroughput: harmless.capacity,
};

const indexMembers: PropertyTable = {
  IndexName: served,
  KeySchema: each({ AttributeName: served, KeyType: served }),
  Projection: members({ NonKeyAttributes: served, ProjectionType: served }),
};

/** AWS::DynamoDB::Table. */
export const tableProperties: PropertyTable = {
  ...shared,
  ContributorInsightsSpecification: harmless.logs,
  DeletionProtectionEnabled: harmless.deployment,
  GlobalSecondaryIndexes: each({
    ...indexMembers,
    ContributorInsightsSpecification: harmless.logs,
    OnDemandThroughput: harmless.capacity,
    ProvisionedThroughput: harmless.capacity,
    WarmThroughput: harmless.capacity,
  }),
  ImportSourceSpecification: noted('items in S3 are not imported: the table is empty at first'),
  KinesisStreamSpecification: harmless.noStreams,
  LocalSecondaryIndexes: each(indexMembers),
  OnDemandThroughput: harmless.capacity,
  PointInTimeRecoverySpecification: harmless.backups,
  ProvisionedThroughput: harmless.capacity,
  ResourcePolicy: harmless.permissions,
  TableClass: harmless.billing,
  Tags: harmless.labels,
};

/** AWS::DynamoDB::GlobalTable: the replica of the stack's own region. */
export const globalTableProperties: PropertyTable = {
  ...shared,
  GlobalSecondaryIndexes: each({
    ...indexMembers,
    ReadOnDemandThroughputSettings: harmless.capacity,
    ReadProvisionedThroughputSettings: harmless.capacity,
    WarmThroughput: harmless.capacity,
    WriteOnDemandThroughputSettings: harmless.capacity,
    WriteProvisionedThroughputSettings: harmless.capacity,
  }),
  GlobalTableSourceArn: noted('is a replica of a table elsewhere at AWS: the one here is empty at first'),
  GlobalTableWitnesses: harmless.backups,
  LocalSecondaryIndexes: each(indexMembers),
  MultiRegionConsistency: harmless.backups,
  ReadOnDemandThroughputSettings: harmless.capacity,
  ReadProvisionedThroughputSettings: harmless.capacity,
  Replicas: harmless.backups,
  WriteOnDemandThroughputSettings: harmless.capacity,
  WriteProvisionedThroughputSettings: harmless.capacity,
};
