import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';

import { DevelopmentCredentials, defaultCredentials } from '../core/development-credentials';
import { closeServer, listenOnLoopback } from '../core/loopback-server';
import { createTables } from './create-tables';
import { TableModel } from './table-model';

export interface EmbeddedDynamoDbProps {
  readonly tables: readonly TableModel[];
  /** A DynamoDB to use in place of the embedded one; tables that it lacks are created there. */
  readonly endpoint?: string;
  /** @default - the published development credentials */
  readonly credentials?: DevelopmentCredentials;
}

export interface EmbeddedDynamoDb {
  /** For `AWS_ENDPOINT_URL_DYNAMODB`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** A DynamoDB in memory with the tables of the template, ready when this returns. */
export async function startEmbeddedDynamoDb(props: EmbeddedDynamoDbProps): Promise<EmbeddedDynamoDb> {
  const { endpoint, close } = props.endpoint === undefined ? await startDynalite() : external(props.endpoint);
  const { tables, credentials = defaultCredentials } = props;
  const regions = [...new Set(tables.map(({ region }) => region))];
  const clients = regions.map((region) => ({ region, client: new DynamoDBClient({ endpoint, region, credentials }) }));
  try {
    const created = clients.map(({ region, client }) =>
      createTables(
        client,
        tables.filter((table) => table.region === region),
      ),
    );
    await Promise.all(created);
  } catch (error) {
    await close();
    throw error;
  } finally {
    for (const { client } of clients) client.destroy();
  }
  return { endpoint, close };
}

async function startDynalite(): Promise<EmbeddedDynamoDb> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const endpoint = await listenOnLoopback(server);
  return { endpoint, close: () => closeServer(server) };
}

function external(endpoint: string): EmbeddedDynamoDb {
  return { endpoint, close: async () => undefined };
}
