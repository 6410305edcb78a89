import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APIGatewayClient, GetUsagePlansCommand } from '@aws-sdk/client-api-gateway';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { Stack } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnFunction, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { Authorization, Cors, MeteredRestApi, Quota, RouteIntegration, SecureHttpApi } from '../../lib';
import { QUOTA_EVENT } from '../../lib/runtime/contract/quota-event';
import { progressItem, USAGE_TABLE } from '../../lib/runtime/contract/usage-table';
import { addDays, dayOf } from '../../lib/runtime/metering/day';
import { defaultCredentials, Gateway } from '../../local/src';
import { EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../local/src/dynamodb/embedded-dynamodb';
import { inRoot } from '../repository';
import { served } from './synthesized';

/** A sign-up page's backend: each method of the issuer by its name. */
const SIGN_UP = `
import { ApiKeyIssuer } from './runtime';

const issuer = new ApiKeyIssuer();

export const handler = async ({ body }) => {
  const [method, ...args] = JSON.parse(body);
  return issuer[method](...args).then(
    (result) => ({ result: result ?? null }),
    ({ name }) => ({ error: name }),
  );
};
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sign-up-'));
  buildSync({
    stdin: { contents: SIGN_UP, resolveDir: inRoot('lib') },
    bundle: true,
    platform: 'node',
    external: ['@aws-sdk/*'],
    outfile: join(folder, 'index.js'),
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const open = { authorization: Authorization.none() };

function meteredApi(stack: Stack): MeteredRestApi {
  const api = new MeteredRestApi(stack, 'Api', {
    ...open,
    cors: Cors.disabled(),
    tiers: {
      free: { throttle: { rateLimit: 1, burstLimit: 2 }, quota: Quota.perDay(5) },
      pro: { throttle: { rateLimit: 1_000, burstLimit: 1_000 }, quota: Quota.perMonth(10) },
    },
  });
  api.addRoute('GET /orders', RouteIntegration.lambda(proxied(stack)), open);
  api.addUsageRoute('GET /usage', open);
  return api;
}

function proxied(stack: Stack): Function {
  return new Function(stack, 'Orders', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
  });
}

function withSignUp(stack: Stack): void {
  const api = meteredApi(stack);
  const signUp = new Function(stack, 'SignUp', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromAsset(folder),
  });
  api.grantIssueKeys(signUp);
  const site = new SecureHttpApi(stack, 'Site', { ...open, cors: Cors.disabled() });
  site.addRoute('POST /keys', RouteIntegration.lambda(signUp), open);
}

function callsTo(gateway: Gateway) {
  const get = (path: string, value: string) =>
    fetch(`${gateway.url('Api')}${path}`, { headers: { 'x-api-key': value } });
  return {
    get,
    statuses: async (value: string, times: number) => {
      const statuses: number[] = [];
      for (let call = 0; call < times; call++) statuses.push((await get('/orders', value)).status);
      return statuses;
    },
    issuer: async (...call: unknown[]) => {
      const answer = await fetch(`${gateway.url('Site')}/keys`, { method: 'POST', body: JSON.stringify(call) });
      return (await answer.json()) as { result?: never; error?: string };
    },
  };
}

describe('keys of a MeteredRestApi, issued by a function', () => {
  it('work at once with the limits of their tier, and are told what is left (R-74 to R-80)', async () => {
    // it stands still, for the throttle; functions go by the real time
    const now = Date.now();
    await served(
      withSignUp,
      async (gateway) => {
        const { get, statuses, issuer } = callsTo(gateway);
        const { result } = await issuer('issue', { customerId: 'acme', tier: 'free' });
        const { keyId, value } = result as unknown as { keyId: string; value: string };
        expect(result).toMatchObject({ customerId: 'acme', tier: 'free', value: expect.stringMatching(/^\w{40}$/) });
        expect(await statuses(value, 3)).toEqual([200, 200, 429]);

        expect(await issuer('moveToTier', keyId, 'pro')).toEqual({ result: null });
        expect(await statuses(value, 4)).toEqual([200, 200, 200, 200]);
        const usage = await get('/usage', value);
        expect([usage.status, await usage.json()]).toMatchObject([
          200,
          { tier: 'pro', limits: { throttle: { rateLimit: 1_000 }, quota: { limit: 10 } }, used: 5, remaining: 5 },
        ]);
        expect(usage.headers.get('ratelimit')).toMatch(/^"quota";r=5;t=\d+$/);
        const today = dayOf(Date.now());
        expect(await issuer('usage', keyId, { from: addDays(today, -1), to: today })).toEqual({
          result: { tier: 'pro', days: expect.arrayContaining([{ date: today, used: 5, remaining: 5 }]) },
        });
        expect(await statuses(value, 6)).toEqual([200, 200, 200, 200, 200, 429]);
        expect(JSON.stringify(gateway.requests)).not.toContain(value);
      },
      { clock: { now: () => now } },
    );
  });

  it('can be disabled, enabled and revoked, and stay over a reload', async () => {
    await served(withSignUp, async (gateway) => {
      const { statuses, issuer } = callsTo(gateway);
      const { result } = await issuer('issue', { customerId: 'acme', tier: 'pro', name: 'Acme Inc.' });
      const { keyId, value } = result as unknown as { keyId: string; value: string };
      await issuer('disable', keyId);
      expect(await statuses(value, 1)).toEqual([403]);
      await gateway.reload();
      expect(await statuses(value, 1)).toEqual([403]);
      await issuer('enable', keyId);
      expect(await statuses(value, 1)).toEqual([200]);
      await issuer('revoke', keyId);
      expect(await statuses(value, 1)).toEqual([403]);
      expect(await issuer('revoke', keyId)).toEqual({ result: null });
      expect(await issuer('disable', keyId)).toEqual({ error: 'UnknownKeyError' });
      expect(await issuer('moveToTier', keyId, 'free')).toEqual({ error: 'UnknownKeyError' });
    });
  });
});

it('the value of a key is that of its secret', async () => {
  const build = (stack: Stack): void => {
    const api = meteredApi(stack);
    for (const tier of ['free', 'pro']) api.addApiKey(`Key${tier}`, { tier });
  };
  await served(build, async (gateway) => {
    const client = new SecretsManagerClient(clientOf(gateway));
    const { SecretList } = await client.send(new ListSecretsCommand({}));
    const values = await Promise.all(
      SecretList!.map(async ({ ARN: SecretId }) => {
        return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString!;
      }),
    );
    client.destroy();
    expect(values).toEqual(gateway.apiKeys.map(({ value }) => value));
    expect(await callsTo(gateway).statuses(values[0]!, 1)).toEqual([200]);
  });
});

describe('usage of a MeteredRestApi', () => {
  const [TableName, FunctionName] = ['usage', 'meter'];
  let dynamoDb: EmbeddedDynamoDb;
  let table: DynamoDBDocumentClient;
  beforeAll(async () => {
    dynamoDb = await startEmbeddedDynamoDb({ tables: [] });
    const { endpoint } = dynamoDb;
    table = DynamoDBDocumentClient.from(
      new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: defaultCredentials }),
    );
  });
  afterAll(async () => {
    table.destroy();
    await dynamoDb.close();
  });

  function build(stack: Stack): void {
    const api = meteredApi(stack);
    api.addApiKey('Acme', { tier: 'pro', customerId: 'acme' });
    api.addApiKey('Idle', { tier: 'free', customerId: 'ben' });
    (api.usageTable!.node.defaultChild as CfnTable).tableName = TableName;
    const handler = api.node.findChild('Metering').node.findChild('Handler');
    handler.node.findAll().find((one) => one instanceof CfnFunction)!.functionName = FunctionName;
  }

  /** Saves the meter 90 days, at four calls a second. */
  async function readUntil(day: string, gateway: Gateway): Promise<void> {
    const client = new APIGatewayClient(clientOf(gateway));
    for (const { id } of (await client.send(new GetUsagePlansCommand({}))).items!) {
      const Item = { ...progressItem(id!), completeUntil: day };
      await table.send(new PutCommand({ TableName, Item }));
    }
    client.destroy();
  }

  async function meter(gateway: Gateway): Promise<void> {
    const lambda = new LambdaClient(clientOf(gateway));
    const { FunctionError, Payload } = await lambda.send(new InvokeCommand({ FunctionName }));
    lambda.destroy();
    expect([FunctionError, Buffer.from(Payload!).toString()]).toEqual([undefined, 'null']);
  }

  it('is metered when the schedule’s function is invoked, and events tell of a quota that is used up', async () => {
    await served(
      build,
      async (gateway) => {
        const { statuses } = callsTo(gateway);
        expect(await statuses(gateway.apiKeys[0]!.value, 11)).toEqual([...Array<number>(10).fill(200), 429]);
        await readUntil(addDays(dayOf(Date.now()), -1), gateway);
        await meter(gateway);
        await meter(gateway);

        const { Items } = await table.send(
          new QueryCommand({
            TableName,
            IndexName: USAGE_TABLE.customerIndex.name,
            KeyConditionExpression: 'customerId = :acme',
            ExpressionAttributeValues: { ':acme': 'acme' },
          }),
        );
        expect(Items).toMatchObject([{ customerId: 'acme', tier: 'pro', used: 10, remaining: 0 }]);
        const { source, detailType } = QUOTA_EVENT;
        const event = (threshold: number) => ({ source, detailType, detail: { threshold, customerId: 'acme' } });
        expect(gateway.events).toMatchObject([event(80), event(100)]);
        expect(gateway.notes.map(({ text }) => text)).toContain(
          "calls nothing here by itself; meter can be called with Lambda's Invoke",
        );
      },
      { dynamoDbEndpoint: dynamoDb.endpoint },
    );
  });
});

function clientOf({ awsEndpoint: endpoint }: Gateway) {
  return { endpoint, region: 'us-east-1', credentials: defaultCredentials };
}
