import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { USAGE_TABLE } from '../runtime/contract/usage-table';

const { customerIndex, partitionKey, sortKey, tierIndex } = USAGE_TABLE;

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The table that bills are made from: kept when the stack goes, unless told otherwise. */
export class UsageTable extends Construct {
  public readonly table: Table;

  public constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy = RemovalPolicy.RETAIN) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: text(partitionKey),
      sortKey: text(sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.DEFAULT,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
      removalPolicy,
    });
    for (const index of [customerIndex, tierIndex]) {
      this.table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
      });
    }
  }

  /** Queries of the table and its indexes. No Scan: each question has a key. */
  public grantRead(grantee: IGrantable): Grant {
    const { tableArn } = this.table;
    const indexes = [customerIndex, tierIndex].map(({ name }) => `${tableArn}/index/${name}`);
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:GetItem', 'dynamodb:Query'],
      resourceArns: [tableArn, ...indexes],
    });
  }

  public grantMeter(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
      resourceArns: [this.table.tableArn],
    });
  }
}
