import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { TableModel } from '../dynamodb/table-model';

/**
 * Channels by connection id, from tables in the format that docs/realtime.md gives for connections: an item of the
 * audience of all, with the connection's id as its sort key. In a table of anybody else's nothing fits.
 */
export async function joinedChannels(
  client: DynamoDBClient,
  tables: readonly TableModel[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await Promise.all(tables.filter(hasItsKeys).map(({ name }) => channelsIn(client, name)));
  return new Map(found.flat());
}

function hasItsKeys({ definition }: TableModel): boolean {
  const keys = definition.KeySchema?.map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`) ?? [];
  return keys.includes('HASH pk') && keys.includes('RANGE sk');
}

async function channelsIn(client: DynamoDBClient, TableName: string): Promise<[string, readonly string[]][]> {
  const channels: [string, readonly string[]][] = [];
  const scan = {
    TableName,
    ConsistentRead: true,
    FilterExpression: 'begins_with(pk, :all)',
    ExpressionAttributeValues: { ':all': { S: 'ALL#' } },
    ProjectionExpression: 'sk, channels',
  };
  for await (const { Items = [] } of paginateScan({ client }, scan)) {
    for (const item of Items) channels.push([item.sk?.S ?? '', item.channels?.SS ?? []]);
  }
  return channels;
}
