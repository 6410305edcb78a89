import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDbConnectionStore } from './dynamodb-connection-store';

/** Of a throttled request: 7 seconds at most, half of that on average. A table on demand has doubled by then. */
const ATTEMPTS = 5;

/** The table of connections with the client of the SDK. */
export function storeOnAws(tableName: string): DynamoDbConnectionStore {
  const requestHandler = { connectionTimeout: 1_000, requestTimeout: 3_000 };
  return new DynamoDbConnectionStore(new DynamoDBClient({ maxAttempts: ATTEMPTS, requestHandler }), tableName);
}
