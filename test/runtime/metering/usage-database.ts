import {
  CreateTableCommand,
  CreateTableCommandInput,
  DynamoDBClient,
  GlobalSecondaryIndex,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { startDynamoDb } from '../../../local/test/support/dynamodb';
import { USAGE_TABLE } from '../../../lib/runtime/contract/usage-table';

const { customerIndex, partitionKey, sortKey, tierIndex } = USAGE_TABLE;

const keys = (hash: string, range: string): CreateTableCommandInput['KeySchema'] => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];

const index = (layout: typeof customerIndex | typeof tierIndex): GlobalSecondaryIndex => ({
  IndexName: layout.name,
  KeySchema: keys(layout.partitionKey, layout.sortKey),
  Projection: { ProjectionType: 'ALL' },
});

export interface UsageDatabase {
  readonly endpoint: string;
  readonly client: DynamoDBDocumentClient;
  /** A new, empty table. */
  readonly createTable: () => Promise<string>;
  readonly query: (
    tableName: string,
    query: Omit<QueryCommandInput, 'TableName'>,
  ) => Promise<Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
}

/** A DynamoDB of one's own, in memory. */
export async function startUsageDatabase(): Promise<UsageDatabase> {
  const { endpoint, close: closeDynamoDb } = await startDynamoDb();
  const dynamoDb = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const client = DynamoDBDocumentClient.from(dynamoDb);
  let count = 0;
  const createTable = async (): Promise<string> => {
    const TableName = `usage-${count++}`;
    const names = [partitionKey, sortKey, customerIndex.partitionKey, customerIndex.sortKey, tierIndex.partitionKey];
    await dynamoDb.send(
      new CreateTableCommand({
        TableName,
        AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: keys(partitionKey, sortKey),
        GlobalSecondaryIndexes: [index(customerIndex), index(tierIndex)],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    return TableName;
  };
  const query: UsageDatabase['query'] = async (TableName, input) => {
    const { Items = [] } = await client.send(new QueryCommand({ TableName, ...input }));
    return Items;
  };
  const close = async (): Promise<void> => {
    dynamoDb.destroy();
    await closeDynamoDb();
  };
  return { endpoint, client, createTable, query, close };
}
