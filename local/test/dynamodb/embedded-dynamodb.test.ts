import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';

import { defaultCredentials } from '../../src/core/development-credentials';
import { EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../src/dynamodb/embedded-dynamodb';
import { tableModel } from '../../src/dynamodb/table-model';
import { givenDynamoDb } from '../support/dynamodb';
import { cleanUp, runFunction } from '../functions/function-fixture';

const key = (name: string, type = 'HASH') => ({ AttributeName: name, KeyType: type });
const text = (name: string) => ({ AttributeName: name, AttributeType: 'S' });

const orders = tableModel('Shop', 'Orders', 'Shop-Orders-1', {
  KeySchema: [key('customer'), key('id', 'RANGE')],
  AttributeDefinitions: [text('customer'), text('id'), text('sku'), { AttributeName: 'amount', AttributeType: 'N' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'bySku',
      KeySchema: [key('sku')],
      Projection: { ProjectionType: 'ALL' },
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'byTotal',
      KeySchema: [key('customer'), key('amount', 'RANGE')],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  BillingMode: 'PROVISIONED',
  ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
  StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
  TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  SSESpecification: { SSEEnabled: true },
  Tags: [{ Key: 'a', Value: 'b' }],
});

/** As an AWS::DynamoDB::GlobalTable has it. */
const customers = tableModel('Shop', 'Customers', 'Customers', {
  KeySchema: [key('id')],
  AttributeDefinitions: [text('id')],
  BillingMode: 'PAY_PER_REQUEST',
  GlobalSecondaryIndexes: [],
  Replicas: [{ Region: 'eu-central-1' }],
});

const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) {
    await step();
  }
  await cleanUp();
});

async function start(props: Partial<Parameters<typeof startEmbeddedDynamoDb>[0]> = {}): Promise<EmbeddedDynamoDb> {
  const db = await startEmbeddedDynamoDb({ tables: [orders, customers], endpoint: await givenDynamoDb(), ...props });
  undo.push(() => db.close());
  return db;
}

function connect({ endpoint }: EmbeddedDynamoDb) {
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: defaultCredentials });
  undo.push(() => client.destroy());
  return DynamoDBDocumentClient.from(client);
}

describe('startEmbeddedDynamoDb', () => {
  it('has the tables of the template under their names, ready for use', async () => {
    const client = connect(await start());
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['Customers', 'Shop-Orders-1']);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'Shop-Orders-1' }));
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      KeySchema: [key('customer'), key('id', 'RANGE')],
      GlobalSecondaryIndexes: [{ IndexName: 'bySku', KeySchema: [key('sku')] }],
      LocalSecondaryIndexes: [{ IndexName: 'byTotal' }],
    });
  });

  it('answers by key and by both kinds of index', async () => {
    const client = connect(await start());
    const TableName = 'Shop-Orders-1';
    await client.send(new PutCommand({ TableName, Item: { customer: 'ada', id: '7', sku: 's1', amount: 12 } }));
    const { Item } = await client.send(new GetCommand({ TableName, Key: { customer: 'ada', id: '7' } }));
    expect(Item).toEqual({ customer: 'ada', id: '7', sku: 's1', amount: 12 });
    const query = (IndexName: string, KeyConditionExpression: string, values: Record<string, unknown>) =>
      client.send(
        new QueryCommand({ TableName, IndexName, KeyConditionExpression, ExpressionAttributeValues: values }),
      );
    expect((await query('bySku', 'sku = :s', { ':s': 's1' })).Count).toBe(1);
    expect((await query('byTotal', 'customer = :c AND amount > :t', { ':c': 'ada', ':t': 10 })).Count).toBe(1);
  });

  it('is what a function reaches through AWS_ENDPOINT_URL_DYNAMODB, with nothing else said', async () => {
    const { endpoint } = await start({ tables: [{ ...customers, region: 'eu-central-1' }] });
    const { payload } = runFunction(
      `const { DynamoDBClient, ListTablesCommand } = require('@aws-sdk/client-dynamodb');
       const client = new DynamoDBClient({});
       exports.handler = async () => (await client.send(new ListTablesCommand({}))).TableNames;`,
      {},
      { environment: { AWS_ENDPOINT_URL_DYNAMODB: endpoint } },
    );
    expect(await payload()).toEqual(['Customers']);
  });

  it('listens on this machine only, and closes with clients connected', async () => {
    const db = await start({ endpoint: undefined });
    expect(db.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const client = connect(db);
    await client.send(new ListTablesCommand({}));
    await db.close();
    await expect(fetch(db.endpoint)).rejects.toThrow('fetch failed');
  });

  it('creates what is missing in a DynamoDB given by its endpoint, and leaves the rest and the server alone', async () => {
    const given = await start({ tables: [customers] });
    const client = connect(given);
    await client.send(new PutCommand({ TableName: 'Customers', Item: { id: 'ada' } }));
    const db = await start({ endpoint: given.endpoint });
    expect(db.endpoint).toBe(given.endpoint);
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['Customers', 'Shop-Orders-1']);
    await db.close();
    expect((await client.send(new GetCommand({ TableName: 'Customers', Key: { id: 'ada' } }))).Item).toEqual({
      id: 'ada',
    });
  });

  it('names the table that can not be created', async () => {
    const broken = tableModel('Shop', 'Broken', 'Broken', { KeySchema: [key('id')], AttributeDefinitions: [] });
    await expect(start({ tables: [broken] })).rejects.toThrow(
      '[Shop/Broken] table "Broken" could not be created: ValidationException',
    );
  });
});

describe('tableModel', () => {
  it('keeps keys and indexes, and nothing that has no meaning here', () => {
    expect(customers).toEqual({
      stack: 'Shop',
      logicalId: 'Customers',
      name: 'Customers',
      region: 'us-east-1',
      definition: { KeySchema: [key('id')], AttributeDefinitions: [text('id')] },
    });
    expect(orders.definition.GlobalSecondaryIndexes).toEqual([
      { IndexName: 'bySku', KeySchema: [key('sku')], Projection: { ProjectionType: 'ALL' } },
    ]);
  });

  it('refuses a table without keys by name', () => {
    expect(() => tableModel('Shop', 'Odd', 'Odd', { AttributeDefinitions: [] })).toThrow(
      '[Shop/Odd] KeySchema must be a list, got undefined',
    );
  });
});
