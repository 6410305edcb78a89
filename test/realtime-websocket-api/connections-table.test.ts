import { RemovalPolicy } from 'aws-cdk-lib';
import { templateWith } from './api-under-test';

describe('the table of connections', () => {
  it('has keys, a time to live and no index, and goes with its stack', () => {
    const template = templateWith({});
    const [{ Properties, DeletionPolicy }] = Object.values(template.findResources('AWS::DynamoDB::Table'));
    expect(DeletionPolicy).toBe('Delete');
    expect(Properties).toEqual({
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      DeletionProtectionEnabled: false,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
      SSESpecification: { SSEEnabled: false },
    });
  });

  it('can be kept, recovered, and warm from its first second on', () => {
    const template = templateWith({
      connectionsTable: {
        removalPolicy: RemovalPolicy.RETAIN,
        pointInTimeRecovery: true,
        deletionProtection: true,
        warmThroughput: { readUnitsPerSecond: 12_000, writeUnitsPerSecond: 20_000 },
      },
    });
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      Properties: {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 20_000 },
      },
    });
  });
});
