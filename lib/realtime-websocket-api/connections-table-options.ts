import { RemovalPolicy } from 'aws-cdk-lib';
import { WarmThroughput } from 'aws-cdk-lib/aws-dynamodb';
import { IKey } from 'aws-cdk-lib/aws-kms';

/** Choices about the table of connections. */
export interface ConnectionsTableOptions {
  /**
   * What becomes of the table when the stack goes. Its items are of no use after two and a half hours.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * A key of yours to encrypt the table with.
   *
   * @default - a key that DynamoDB owns
   */
  readonly encryptionKey?: IKey;

  /**
   * Whether the table can be put back to any second of the last 35 days.
   *
   * @default false
   */
  readonly pointInTimeRecovery?: boolean;

  /**
   * Whether the table can't be deleted until this is taken back.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;

  /**
   * Reads and writes a second that the table takes from its first second on. One on demand starts with 4,000 writes and
   * 12,000 reads a second and doubles within half an hour; more is needed where more clients than that connect at once.
   *
   * @default - what DynamoDB gives a new table
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html
   */
  readonly warmThroughput?: WarmThroughput;
}
