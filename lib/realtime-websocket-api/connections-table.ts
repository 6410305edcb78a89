import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { suppressNag } from '../core/nag-suppression';
import { CONNECTIONS_TABLE } from '../runtime/contract/realtime/connections-table';
import { ConnectionsTableOptions } from './connections-table-options';

/** What may be done with items. No Scan: every question has a key. */
export type ItemAction = 'BatchWriteItem' | 'DeleteItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem';

/** What takes a connection out takes of them. */
export const ENDING: ItemAction[] = ['BatchWriteItem', 'DeleteItem', 'UpdateItem'];

/** What DynamoDB does with a key of the user's in the caller's name. */
const KEY_ACTIONS = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/** Who is connected, and in which channels. docs/realtime.md says what is in it. */
export class ConnectionsTable extends Construct {
  public readonly table: Table;

  public constructor(
    scope: Construct,
    id: string,
    private readonly options: ConnectionsTableOptions,
  ) {
    super(scope, id);
    const { partitionKey, sortKey, timeToLive } = CONNECTIONS_TABLE;
    const { encryptionKey, pointInTimeRecovery = false } = options;
    this.table = new Table(this, 'Table', {
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      sortKey: { name: sortKey, type: AttributeType.STRING },
      timeToLiveAttribute: timeToLive,
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: encryptionKey ? TableEncryption.CUSTOMER_MANAGED : TableEncryption.DEFAULT,
      encryptionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: pointInTimeRecovery },
      deletionProtection: options.deletionProtection ?? false,
      warmThroughput: options.warmThroughput,
      removalPolicy: options.removalPolicy ?? RemovalPolicy.DESTROY,
    });
    if (!pointInTimeRecovery) {
      suppressNag(
        this.table.node.defaultChild as CfnResource,
        'AwsSolutions-DDB3',
        'Connections last two hours at most: there is nothing to recover.',
      );
    }
  }

  /** What a role needs for these actions. */
  public statements(...actions: ItemAction[]): PolicyStatement[] {
    const { encryptionKey } = this.options;
    return [
      new PolicyStatement({
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [this.table.tableArn],
      }),
      ...(encryptionKey ? [new PolicyStatement({ actions: KEY_ACTIONS, resources: [encryptionKey.keyArn] })] : []),
    ];
  }

  public grantRead(grantee: IGrantable): Grant {
    const { encryptionKey } = this.options;
    const grant = Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:GetItem', 'dynamodb:Query'],
      resourceArns: [this.table.tableArn],
    });
    return encryptionKey ? grant.combine(encryptionKey.grantDecrypt(grantee)) : grant;
  }
}
