import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { Audience, Connection, isLive } from '../contract/realtime/audience';
import { ItemKey, itemOf } from '../contract/realtime/connections-table';
import { connectionItem, connectionOf, Item, keyAttributes, memberItem, memberOf } from './connection-items';
import { deleteItems } from './delete-items';
import { consoleLog, Log } from './log';
import { jitteredPause, Pause } from './pause';
import { ConnectionStore, JoinOutcome, MemberPage } from './ports';

/** What tests replace. */
export interface StoreTools {
  readonly now: () => number;
  readonly pause: Pause;
  readonly log: Log;
}

type Changes = Pick<
  UpdateItemCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

const ALL: Audience = { all: true };

/**
 * The table of connections by the SDK. A connection's own item names its channels: whatever is in a channel is named
 * there before, so that whoever marks that item as leaving knows all that is to go with it.
 */
export class DynamoDbConnectionStore implements ConnectionStore {
  private readonly tools: StoreTools;

  public constructor(
    private readonly client: Pick<DynamoDBClient, 'send'>,
    private readonly tableName: string,
    tools: Partial<StoreTools> = {},
  ) {
    this.tools = { now: Date.now, pause: jitteredPause, log: consoleLog, ...tools };
  }

  /** The own item last: a connection that has one has all. */
  public async add(connection: Connection): Promise<void> {
    if (connection.user !== undefined) {
      await this.put(memberItem({ user: connection.user }, connection));
    }
    await this.put(connectionItem(connection));
  }

  public async get(connectionId: string): Promise<Connection | undefined> {
    const key = keyAttributes(itemOf(ALL, connectionId));
    const { Item } = await this.client.send(
      new GetItemCommand({ TableName: this.tableName, Key: key, ConsistentRead: true }),
    );
    return Item && !Item.leaving ? connectionOf(Item) : undefined;
  }

  /** What can't be deleted is logged and no error: it is ignored after its time, and goes when it is found gone. */
  public async beginLeaving(connectionId: string): Promise<Connection | undefined> {
    const item = await this.updateIf(itemOf(ALL, connectionId), {
      UpdateExpression: 'SET leaving = :true',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':true': { BOOL: true } },
    });
    if (!item) {
      return undefined;
    }
    const connection = connectionOf(item);
    await deleteItems(this.client, this.tableName, otherItems(connection), this.tools.pause).catch((error: unknown) =>
      this.tools.log('ERROR', 'items of a connection are left', { connectionId, error }),
    );
    return connection;
  }

  public async forget(audience: Audience, connectionId: string): Promise<void> {
    const Key = keyAttributes(itemOf(audience, connectionId));
    await this.client.send(new DeleteItemCommand({ TableName: this.tableName, Key }));
  }

  /**
   * Named in the connection's own item, put into the channel, and looked at again. Only where the connection is leaving
   * meanwhile is the item in the channel taken back, and as connections don't come back nobody else can want it there.
   * Where a request to leave came between, the channel is named once more, without asking for the limit again: what
   * was let in needs not be taken back, which could undo another request's join.
   */
  public async join(channel: string, connection: Connection, mostChannels: number): Promise<JoinOutcome> {
    const { connectionId } = connection;
    if (!(await this.nameChannel(channel, connectionId, mostChannels))) {
      const refused = await this.get(connectionId);
      return refused && isLive(refused, this.tools.now()) ? 'too-many-channels' : 'not-connected';
    }
    await this.put(memberItem({ channel }, connection));
    let current = await this.get(connectionId);
    while (current && !current.channels.includes(channel)) {
      await this.nameChannelAgain(channel, connectionId);
      await this.put(memberItem({ channel }, connection));
      current = await this.get(connectionId);
    }
    if (!current) {
      await this.forget({ channel }, connectionId);
    }
    return current ? 'joined' : 'not-connected';
  }

  /** Out of the own item first: a join at the same time then sees it and begins anew. */
  public async leave(channel: string, connectionId: string): Promise<void> {
    await this.updateIf(itemOf(ALL, connectionId), {
      UpdateExpression: 'DELETE channels :channel',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':channel': { SS: [channel] } },
    });
    await this.forget({ channel }, connectionId);
  }

  /** Members whose authorization has ended are among them, with `expiresAt`: who delivers closes them. */
  public async page(partition: string, after?: string, limit?: number): Promise<MemberPage> {
    const { Items = [], LastEvaluatedKey } = await this.client.send(
      new QueryCommand({
        TableName: this.tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: partition } },
        ExclusiveStartKey: after === undefined ? undefined : keyAttributes({ pk: partition, sk: after }),
        Limit: limit,
      }),
    );
    const now = this.tools.now() / 1_000;
    return { members: Items.map(memberOf).filter(({ ttl }) => now < ttl), next: LastEvaluatedKey?.sk.S };
  }

  /** Does nothing unless the connection is there, has authorization, and has the channel or room for it. */
  private async nameChannel(channel: string, connectionId: string, mostChannels: number): Promise<Item | undefined> {
    return this.updateIf(itemOf(ALL, connectionId), {
      UpdateExpression: 'ADD channels :channels',
      ConditionExpression: `attribute_exists(pk) AND attribute_not_exists(leaving) AND #ttl > :now AND (attribute_not_exists(exp) OR exp > :now)
        AND (attribute_not_exists(channels) OR contains(channels, :channel) OR size(channels) < :most)`,
      ExpressionAttributeNames: { '#ttl': 'ttl' },
      ExpressionAttributeValues: {
        ':channels': { SS: [channel] },
        ':channel': { S: channel },
        ':most': { N: String(mostChannels) },
        ':now': { N: String(this.tools.now() / 1_000) },
      },
    });
  }

  private async nameChannelAgain(channel: string, connectionId: string): Promise<Item | undefined> {
    return this.updateIf(itemOf(ALL, connectionId), {
      UpdateExpression: 'ADD channels :channels',
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(leaving)',
      ExpressionAttributeValues: { ':channels': { SS: [channel] } },
    });
  }

  /** @returns the item as it is then, where the condition held */
  private async updateIf(key: ItemKey, changes: Changes): Promise<Item | undefined> {
    const [TableName, Key] = [this.tableName, keyAttributes(key)];
    try {
      const command = new UpdateItemCommand({ TableName, Key, ReturnValues: 'ALL_NEW', ...changes });
      return (await this.client.send(command)).Attributes;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        return undefined;
      }
      throw error;
    }
  }

  private async put(item: Item): Promise<void> {
    await this.client.send(new PutItemCommand({ TableName: this.tableName, Item: item }));
  }
}

/** Where a connection is besides its own item. */
function otherItems({ connectionId, user, channels }: Connection): ItemKey[] {
  const audiences: Audience[] = [
    ...(user === undefined ? [] : [{ user }]),
    ...channels.map((channel) => ({ channel })),
  ];
  return audiences.map((audience) => itemOf(audience, connectionId));
}
