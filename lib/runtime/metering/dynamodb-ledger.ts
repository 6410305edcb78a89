import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  QueryCommandInput,
  UpdateCommand,
  UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { daySortKey, ItemKey, progressItem, usageItem } from '../contract/usage-table';
import { addDays, Day } from './day';
import { CLAIM_MILLISECONDS, UsageLedger, UsageRecord } from './usage-ledger';

/** The books in a DynamoDB table; conditions keep them right whoever else writes. */
export class DynamoDbLedger implements UsageLedger {
  public constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tableName: string,
  ) {}

  public async record(record: UsageRecord): Promise<number> {
    const { apiKeyId, day, usagePlanId, used } = record;
    const before = await this.updateIf({
      Key: usageItem(apiKeyId, day, usagePlanId),
      ...assignments(record),
      // an unchanged item is not written again: indexes cost twice what the table does
      ConditionExpression: `attribute_not_exists(#used) OR #used < :used OR
        (#used = :used AND #readAt < :readAt AND (${anyDiffers(record, ['remaining', 'tier', 'customerId'])}))`,
      ReturnValues: 'UPDATED_OLD',
    });
    return before ? used - (before.used ?? 0) : 0;
  }

  public async used(apiKeyId: string, usagePlanId: string, first: Day, last: Day): Promise<number> {
    const { pk } = usageItem(apiKeyId, first, usagePlanId);
    const items = await this.query({
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :behind',
      FilterExpression: 'usagePlanId = :plan',
      ExpressionAttributeValues: {
        ':pk': pk,
        ':first': daySortKey(first),
        ':behind': daySortKey(addDays(last, 1)),
        ':plan': usagePlanId,
      },
    });
    return items.reduce((sum, { used }) => sum + (used ?? 0), 0);
  }

  public async lastOwner(apiKeyId: string): Promise<string | undefined> {
    const [latest] = await this.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :days)',
      ExpressionAttributeValues: { ':pk': usageItem(apiKeyId, '', '').pk, ':days': daySortKey('') },
      ScanIndexForward: false,
      Limit: 1,
    });
    return latest?.customerId;
  }

  public async lastCompleteDay(usagePlanId: string): Promise<Day | undefined> {
    const request = { TableName: this.tableName, Key: progressItem(usagePlanId), ConsistentRead: true };
    const { Item } = await this.client.send(new GetCommand(request));
    return Item?.completeUntil;
  }

  public async complete(usagePlanId: string, day: Day): Promise<void> {
    await this.updateIf({
      Key: progressItem(usagePlanId),
      ...assignments({ completeUntil: day }),
      ConditionExpression: 'attribute_not_exists(#completeUntil) OR #completeUntil < :completeUntil',
    });
  }

  public async claim(event: ItemKey, now: number): Promise<boolean> {
    const { ExpressionAttributeValues, ...set } = assignments({ claimedAt: now });
    const claimed = await this.updateIf({
      Key: event,
      ...set,
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ':givenUp': now - CLAIM_MILLISECONDS },
      ConditionExpression: 'attribute_not_exists(pk) OR (attribute_not_exists(raisedAt) AND #claimedAt < :givenUp)',
    });
    return claimed !== undefined;
  }

  public async raised(event: ItemKey, now: number): Promise<void> {
    await this.updateIf({ Key: event, ...assignments({ raisedAt: now }) });
  }

  /** @returns what `ReturnValues` asks for; undefined where the condition does not hold */
  private async updateIf(update: Omit<UpdateCommandInput, 'TableName'>): Promise<Partial<UsageRecord> | undefined> {
    try {
      const { Attributes } = await this.client.send(new UpdateCommand({ TableName: this.tableName, ...update }));
      return Attributes ?? {};
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        return undefined;
      }
      throw error;
    }
  }

  /** One page: a key has fewer than a hundred items in a period. */
  private async query(query: Omit<QueryCommandInput, 'TableName'>): Promise<Partial<UsageRecord>[]> {
    const request = { TableName: this.tableName, ConsistentRead: true, ...query };
    return (await this.client.send(new QueryCommand(request))).Items ?? [];
  }
}

/** Sets what is defined and leaves the rest alone. */
function assignments(
  values: object,
): Pick<UpdateCommandInput, 'UpdateExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'> {
  const defined = Object.entries(values).filter(([, value]) => value !== undefined);
  return {
    UpdateExpression: `SET ${defined.map(([name]) => `#${name} = :${name}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(defined.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(defined.map(([name, value]) => [`:${name}`, value])),
  };
}

function anyDiffers(record: UsageRecord, names: (keyof UsageRecord)[]): string {
  const defined = names.filter((name) => record[name] !== undefined);
  return defined.map((name) => `#${name} <> :${name}`).join(' OR ');
}
