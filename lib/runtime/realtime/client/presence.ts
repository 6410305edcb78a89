import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { PresentUser } from '../../contract/realtime/frames';
import { keyAttributes, memberOf } from '../connection-items';
import type { MemberPage } from '../ports';
import { readPresence } from '../read-presence';
import { fromEnvironment } from './environment';

/** Options of {@link presence}. */
export interface PresenceOptions {
  /**
   * Name of an API's table of connections.
   *
   * @default - what the environment's CONNECTIONS_TABLE says
   */
  readonly tableName?: string;

  /**
   * A `DynamoDBClient` of `@aws-sdk/client-dynamodb`.
   *
   * @default - one of the function's Region and role
   */
  readonly client?: { send(command: never): Promise<unknown> };
}

let shared: DynamoDBClient | undefined;

/**
 * Who is in a channel now: for a function that an API granted to read connections. Takes 16 requests, and more where
 * a channel has thousands of members.
 *
 * @example
 * const users = (await presence('room-1')).map(({ user }) => user);
 */
export async function presence(channel: string, options: PresenceOptions = {}): Promise<PresentUser[]> {
  const tableName = options.tableName ?? fromEnvironment('connectionsTable');
  const sdk = await import('@aws-sdk/client-dynamodb');
  const client = (options.client as DynamoDBClient | undefined) ?? (shared ??= new sdk.DynamoDBClient());
  const page = async (partition: string, after?: string): Promise<MemberPage> => {
    const query = new sdk.QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: partition } },
      ExclusiveStartKey: after === undefined ? undefined : keyAttributes({ pk: partition, sk: after }),
    });
    const { Items = [], LastEvaluatedKey } = await client.send(query);
    const next = LastEvaluatedKey?.sk?.S;
    return { members: Items.map(memberOf), ...(next !== undefined && { next }) };
  };
  return (await readPresence({ page }, channel, Date.now)).users;
}
