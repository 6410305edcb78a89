import { DevelopmentCredentials } from '../core/development-credentials';
import { EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../dynamodb/embedded-dynamodb';
import { TableModel } from '../dynamodb/table-model';

/** The template's tables. They and what is in them outlive a reload. */
export class Tables {
  private dynamoDb?: EmbeddedDynamoDb;

  public constructor(
    private readonly endpoint: string | undefined,
    private readonly credentials: DevelopmentCredentials,
  ) {}

  /** Creates those that are not there yet. Returns what tells functions where they are. */
  public async prepare(tables: readonly TableModel[]): Promise<Readonly<Record<string, string>>> {
    if (tables.length === 0) return {};
    const endpoint = this.dynamoDb?.endpoint ?? this.endpoint;
    const started = await startEmbeddedDynamoDb({ tables, endpoint, credentials: this.credentials });
    this.dynamoDb ??= started;
    return { AWS_ENDPOINT_URL_DYNAMODB: this.dynamoDb.endpoint };
  }

  public async close(): Promise<void> {
    await this.dynamoDb?.close();
  }
}
