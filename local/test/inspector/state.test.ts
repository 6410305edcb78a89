import { ApiKey, CfnUsagePlan, Period, UsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { defaultCredentials, Gateway } from '../../src';
import { startEmbeddedDynamoDb } from '../../src/dynamodb/embedded-dynamodb';
import { InspectorState } from '../../src/inspector/inspector-state';
import { joinedChannels } from '../../src/inspector/joined-channels';
import { serveTemplate, TestClock } from '../support/gateway';
import { RunningRestApi, serveRestApi } from '../support/rest-api';
import { SocketClient } from '../support/socket-client';
import { apiTemplate } from '../support/template';
import { GUARDED, guard, webSocketTemplate } from '../support/websocket-api';

const KEY = 'a-literal-value-of-the-template';

async function stateOf({ inspectorUrl }: Gateway): Promise<InspectorState> {
  return (await fetch(`${inspectorUrl}/state`)).json() as Promise<InspectorState>;
}

describe('a REST API', () => {
  let api: RunningRestApi;
  let clock: TestClock;
  beforeAll(async () => {
    clock = new TestClock();
    api = await serveRestApi(
      {
        stage: {
          methodOptions: {
            '/cached/GET': { cachingEnabled: true },
            '/slow/GET': { throttlingRateLimit: 3, throttlingBurstLimit: 4 },
          },
          cacheClusterEnabled: true,
        },
        body: ({ calls }) => ({
          components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-api-key' } } },
          paths: {
            '/keyed': { post: calls('Echo', { security: [{ key: [] }] }) },
            '/listed': { get: calls('Echo', { security: [{ key: [] }] }) },
            '/cached': { get: calls('Echo') },
            '/slow': { get: calls('Echo') },
          },
        }),
        extend: (stack, restApi) => {
          const plan = new UsagePlan(stack, 'Free', {
            name: 'free',
            throttle: { rateLimit: 1, burstLimit: 2 },
            quota: { limit: 5, period: Period.DAY },
          });
          (plan.node.defaultChild as CfnUsagePlan).addPropertyOverride('ApiStages', [
            {
              ApiId: restApi.restApiId,
              Stage: restApi.deploymentStage.stageName,
              Throttle: { '/listed/GET': { RateLimit: 1, BurstLimit: 1 } },
            },
          ]);
          plan.addApiKey(new ApiKey(stack, 'Acme', { value: KEY, apiKeyName: 'acme' }));
          plan.addApiKey(new ApiKey(stack, 'Off', { value: `${KEY}-2`, apiKeyName: 'off', enabled: false }));
          new UsagePlan(stack, 'Open', { name: 'open', apiStages: [{ stage: restApi.deploymentStage }] });
        },
      },
      { clock, inspectorPort: 0 },
    );
  });
  afterAll(() => api.close());

  it('routes say what they ask and how much they let through', async () => {
    const { apis } = await stateOf(api.gateway);
    expect(apis).toMatchObject([{ stack: 'Shop', kind: 'REST', name: 'Api', stage: 'v1', url: api.url }]);
    expect(apis[0]!.routes).toEqual([
      { routeKey: 'POST /keyed', authorization: 'public', scopes: [], apiKeyRequired: true },
      { routeKey: 'GET /listed', authorization: 'public', scopes: [], apiKeyRequired: true, cacheTtlSeconds: 300 },
      { routeKey: 'GET /cached', authorization: 'public', scopes: [], apiKeyRequired: false, cacheTtlSeconds: 300 },
      {
        routeKey: 'GET /slow',
        authorization: 'public',
        scopes: [],
        apiKeyRequired: false,
        throttle: { rateLimit: 3, burstLimit: 4 },
        cacheTtlSeconds: 300,
      },
    ]);
  });

  it('tokens are used up and come back by the clock, the quota is used up for the day', async () => {
    const acme = async () => (await stateOf(api.gateway)).tiers[0]!.keys[0];
    const callKeyed = async () =>
      (await api.call('/keyed', { method: 'POST', body: 'a secret body', headers: { 'x-api-key': KEY } })).status;
    expect(await acme()).toMatchObject({ name: 'acme', enabled: true, tokensLeft: 2, quotaLeft: 5 });
    expect([await callKeyed(), await callKeyed(), await callKeyed()]).toEqual([200, 200, 429]);
    // looking uses nothing up, and a call that is refused does not count
    expect(await acme()).toEqual(await acme());
    expect(await acme()).toMatchObject({ tokensLeft: 0, quotaLeft: 3 });
    clock.advance(1_500);
    expect(await acme()).toMatchObject({ tokensLeft: 1, quotaLeft: 3 });
    clock.advance(24 * 60 * 60 * 1_000);
    expect(await acme()).toMatchObject({ tokensLeft: 2, quotaLeft: 5 });
  });

  it('a method that the plan lists has tokens of its own', async () => {
    const listed = async () => (await stateOf(api.gateway)).tiers[0]!.keys[0]!.methods;
    expect(await listed()).toEqual([{ routeKey: 'GET /listed', tokensLeft: 1 }]);
    await api.call('/listed', { headers: { 'x-api-key': KEY } });
    expect(await listed()).toEqual([{ routeKey: 'GET /listed', tokensLeft: 0 }]);
  });

  it('plans are there without keys, throttle or quota too', async () => {
    const { tiers } = await stateOf(api.gateway);
    expect(tiers.map(({ plan, throttle, quota }) => ({ plan, throttle, quota }))).toEqual([
      { plan: 'free', throttle: { rateLimit: 1, burstLimit: 2 }, quota: { limit: 5, period: 'DAY' } },
      { plan: 'open', throttle: undefined, quota: undefined },
    ]);
    expect(tiers[0]!.keys[1]).toMatchObject({ name: 'off', enabled: false });
    expect(tiers[1]!.keys).toEqual([]);
  });

  it('no key, body or header is shown', async () => {
    await api.call('/keyed?token=secret', { method: 'POST', body: 'a secret body', headers: { 'x-api-key': KEY } });
    const feed = await fetch(`${api.gateway.inspectorUrl}/requests`);
    const reader = feed.body!.pipeThrough(new TextDecoderStream()).getReader();
    let shown = '';
    while (!shown.includes('"path":"/v1/keyed"')) shown += (await reader.read()).value;
    await reader.cancel();
    expect(shown + JSON.stringify(await stateOf(api.gateway))).not.toMatch(new RegExp(`secret|${KEY}`));
  });

  it('a reload keeps the page, and shows the new assembly', async () => {
    const { inspectorUrl } = api.gateway;
    await api.gateway.reload();
    expect(api.gateway.inspectorUrl).toBe(inspectorUrl);
    expect((await stateOf(api.gateway)).apis).toHaveLength(1);
  });
});

it('without being asked for there is no inspector', async () => {
  const open = await serveTemplate(apiTemplate({ routes: { 'GET /': 'Echo' } }));
  expect(open.gateway.inspectorUrl).toBeUndefined();
  await open.close();
});

it('an HTTP API: the limit of the stage is that of its routes', async () => {
  const template = apiTemplate({
    routes: { 'GET /': 'Echo' },
    stages: [{ StageName: '$default', DefaultRouteSettings: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 6 } }],
  });
  const open = await serveTemplate(template, { inspectorPort: 0 });
  try {
    expect((await stateOf(open.gateway)).apis[0]!.routes).toEqual([
      {
        routeKey: 'GET /',
        authorization: 'public',
        scopes: [],
        apiKeyRequired: false,
        throttle: { rateLimit: 5, burstLimit: 6 },
      },
    ]);
  } finally {
    await open.close();
  }
});

it('a WebSocket API: who is connected, and since when', async () => {
  const clock = new TestClock();
  const allow = `exports.handler = async ({ methodArn }) => ({
    principalId: 'ada',
    policyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  });`;
  const template = webSocketTemplate({
    routes: { $connect: 'Hello', $default: 'Hello' },
    functions: { Hello: 'exports.handler = async () => ({ statusCode: 200 });', GuardFunction: allow },
    routeProperties: { $connect: GUARDED },
    resources: guard(),
  });
  const open = await serveTemplate(template, { clock, inspectorPort: 0 });
  try {
    const { gateway } = open;
    const { routes } = (await stateOf(gateway)).apis[0]!;
    expect(routes).toMatchObject([
      { routeKey: '$connect', authorization: expect.stringMatching(/^Lambda authorizer/) },
      { routeKey: '$default', scopes: [] },
    ]);
    expect(routes[1]).not.toHaveProperty('authorization');

    const client = await SocketClient.open(gateway.url('Live'));
    const { connections } = await stateOf(gateway);
    const { connectionId } = gateway.requests.find(({ method }) => method === 'CONNECT')!;
    expect(connections).toEqual([
      {
        api: { stack: 'Shop', logicalId: 'Live', name: 'live', stage: 'prod' },
        idPrefix: connectionId!.slice(0, 6),
        connectedSince: '2026-01-15T12:30:45.000Z',
        user: 'ada',
      },
    ]);
    await client.close();
    expect((await stateOf(gateway)).connections).toEqual([]);
  } finally {
    await open.close();
  }
});

it('channels are those of the connections’ own items; other tables have none', async () => {
  const table = (name: string, sort: string) => ({
    stack: 'Shop',
    logicalId: name,
    name,
    region: 'us-east-1',
    definition: {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' as const },
        { AttributeName: sort, KeyType: 'RANGE' as const },
      ],
      AttributeDefinitions: ['pk', sort].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    },
  });
  const tables = [table('connections', 'sk'), table('others', 'name')];
  const dynamoDb = await startEmbeddedDynamoDb({ tables });
  const client = new DynamoDBClient({
    endpoint: dynamoDb.endpoint,
    region: 'us-east-1',
    credentials: defaultCredentials,
  });
  try {
    const put = (Item: PutItemCommand['input']['Item']) =>
      client.send(new PutItemCommand({ TableName: 'connections', Item }));
    await put({ pk: { S: 'ALL#7' }, sk: { S: 'one' }, channels: { SS: ['room-1', 'room-2'] } });
    await put({ pk: { S: 'ALL#8' }, sk: { S: 'two' } });
    await put({ pk: { S: 'CHANNEL#room-1#3' }, sk: { S: 'one' } });
    expect(await joinedChannels(client, tables)).toEqual(
      new Map([
        ['one', ['room-1', 'room-2']],
        ['two', []],
      ]),
    );
  } finally {
    client.destroy();
    await dynamoDb.close();
  }
});
