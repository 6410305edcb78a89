import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DevelopmentCredentials } from '../core/development-credentials';
import { EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../dynamodb/embedded-dynamodb';
import { TableModel } from '../dynamodb/table-model';

/** The template's tables. They and what is in them outlive a reload. */
export class Tables {
  private dynamoDb?: EmbeddedDynamoDb;
  private client?: DynamoDBClient;

  public constructor(
    private readonly endpoint: string | undefined,
    private readonly credentials: DevelopmentCredentials,
  ) {}

  /** Absent as long as nobody has needed a table. */
  public get dynamoDbEndpoint(): string | undefined {
    return this.dynamoDb?.endpoint;
  }

  /** Creates those that are not there yet. Returns what tells functions where they are. */
  public async prepare(tables: readonly TableModel[], isCalled: boolean): Promise<Readonly<Record<string, string>>> {
    if (tables.length === 0 && !isCalled) return {};
    const endpoint = this.dynamoDb?.endpoint ?? this.endpoint;
    const started = await startEmbeddedDynamoDb({ tables, endpoint, credentials: this.credentials });
    this.dynamoDb ??= started;
    return { AWS_ENDPOINT_URL_DYNAMODB: this.dynamoDb.endpoint };
  }

  /** A client for the embedded DynamoDB; undefined where there is none, and for one of the user's, which may be anywhere. */
  public embeddedClient(): DynamoDBClient | undefined {
    if (!this.dynamoDb || this.endpoint !== undefined) return undefined;
    this.client ??= new DynamoDBClient({
      endpoint: this.dynamoDb.endpoint,
      region: 'us-east-1',
      credentials: this.credentials,
    });
    return this.client;
  }

  public async close(): Promise<void> {
    this.client?.destroy();
    await this.dynamoDb?.close();
  }
}
