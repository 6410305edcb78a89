import {
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

import { GatewayError } from '../core/errors';
import { TableModel } from './table-model';

const ACTIVE_WITHIN_SECONDS = 60;

/** Creates the tables that are not there yet, and returns when all of them can be used. */
export async function createTables(client: DynamoDBClient, tables: readonly TableModel[]): Promise<void> {
  await Promise.all(tables.map((table) => createTable(client, table)));
}

async function createTable(client: DynamoDBClient, { stack, logicalId, name, definition }: TableModel): Promise<void> {
  try {
    await client.send(new CreateTableCommand({ TableName: name, BillingMode: 'PAY_PER_REQUEST', ...definition }));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) {
      const { name: kind, message } = error as Error;
      throw new GatewayError(`[${stack}/${logicalId}] table "${name}" could not be created: ${kind}: ${message}`);
    }
  }
  await waitUntilTableExists({ client, minDelay: 1, maxWaitTime: ACTIVE_WITHIN_SECONDS }, { TableName: name });
}
