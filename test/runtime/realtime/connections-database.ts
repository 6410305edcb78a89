import { CreateTableCommand, DynamoDBClient, ScanCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { startDynamoDb } from '../../../local/test/support/dynamodb';
import { CONNECTIONS_TABLE } from '../../../lib/runtime/contract/realtime/connections-table';

const { partitionKey, sortKey } = CONNECTIONS_TABLE;

export interface ConnectionsDatabase {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  /** A new, empty table. */
  readonly createTable: () => Promise<string>;
  /** Partition keys of all items of a connection, those it knows nothing of too. Only tests scan. */
  readonly partitionsOf: (tableName: string, connectionId: string) => Promise<string[]>;
  readonly close: () => Promise<void>;
}

/** A DynamoDB of one's own, in memory. */
export async function startConnectionsDatabase(): Promise<ConnectionsDatabase> {
  const { endpoint, close: closeDynamoDb } = await startDynamoDb();
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  let count = 0;
  const createTable = async (): Promise<string> => {
    const TableName = `connections-${count++}`;
    await client.send(
      new CreateTableCommand({
        TableName,
        AttributeDefinitions: [partitionKey, sortKey].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: partitionKey, KeyType: 'HASH' },
          { AttributeName: sortKey, KeyType: 'RANGE' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    await waitUntilTableExists({ client, minDelay: 0.01, maxDelay: 0.1, maxWaitTime: 10 }, { TableName });
    return TableName;
  };
  const partitionsOf = async (TableName: string, connectionId: string): Promise<string[]> => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
    return Items.filter(({ sk }) => sk.S === connectionId)
      .map(({ pk }) => pk.S ?? '')
      .sort();
  };
  const close = async (): Promise<void> => {
    client.destroy();
    await closeDynamoDb();
  };
  return { endpoint, client, createTable, partitionsOf, close };
}
