import { BatchWriteItemCommand, DynamoDBClient, WriteRequest } from '@aws-sdk/client-dynamodb';
import { ItemKey } from '../contract/realtime/connections-table';
import { keyAttributes } from './connection-items';
import { MOST_TRIES, Pause } from './pause';

/** Of one BatchWriteItem. */
const MOST_ITEMS = 25;

/** Deletes items, a batch at a time, and what DynamoDB did not get to once more. Throws where something is left. */
export async function deleteItems(
  client: Pick<DynamoDBClient, 'send'>,
  tableName: string,
  keys: readonly ItemKey[],
  pause: Pause,
): Promise<void> {
  let left: WriteRequest[] = keys.map((key) => ({ DeleteRequest: { Key: keyAttributes(key) } }));
  for (let refusals = 0; left.length > 0;) {
    const batch = left.slice(0, MOST_ITEMS);
    const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: batch } }));
    const unprocessed = UnprocessedItems?.[tableName] ?? [];
    left = [...unprocessed, ...left.slice(MOST_ITEMS)];
    if (unprocessed.length > 0) {
      refusals += 1;
      if (refusals === MOST_TRIES) {
        throw new Error(`DynamoDB left ${left.length} of ${keys.length} items undeleted after ${MOST_TRIES} tries`);
      }
      await pause(refusals);
    }
  }
}
