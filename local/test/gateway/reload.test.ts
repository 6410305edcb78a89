import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiKey, Period, UsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { cleanUp, temporaryFolder } from '../functions/function-fixture';
import { writeAssetManifest } from '../support/assembly';
import { call } from '../support/call';
import { RunningFixture, serveTemplate, TestClock } from '../support/gateway';
import { serveCachedApi } from '../support/cached-api';
import { RunningRestApi, serveRestApi } from '../support/rest-api';
import { SocketClient } from '../support/socket-client';
import { apiTemplate, functionResource } from '../support/template';
import { until } from '../support/until';
import { webSocketTemplate } from '../support/websocket-api';

let running: RunningFixture;
let folder: string;
afterEach(async () => {
  await running?.close();
  await cleanUp();
});

const SAYS = (text: string) => `exports.handler = async () => '${text} ' + process.pid;`;
const asset = (key: string, properties: object = {}) =>
  functionResource('', { Code: { S3Bucket: 'assets', S3Key: `${key}.zip` }, ...properties });

/** Counts its calls, for itself and for all that follow it. */
const GUARD = `let calls = 0;
exports.handler = async () => ({ isAuthorized: true, context: { calls: ++calls } });`;
const TELL = `exports.handler = async ({ requestContext }) => requestContext.authorizer.lambda.calls;`;

/** Functions in folders outside of the assembly, as of `cdk synth --no-staging`. */
const template = (more: object = {}, routes: object = {}) =>
  apiTemplate({
    routes: { 'GET /one': 'One', 'GET /two': 'Two', 'GET /guarded': 'Tell', ...routes },
    functions: { Tell: TELL },
    stages: [
      { StageName: '$default', RouteSettings: { 'GET /two': { ThrottlingBurstLimit: 2, ThrottlingRateLimit: 1 } } },
    ],
    routeProperties: { 'GET /guarded': { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Guard' } } },
    resources: {
      One: asset('one'),
      Two: asset('two'),
      GuardFunction: asset('guard'),
      Guard: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ApiId: { Ref: 'Api' },
          Name: 'guard',
          AuthorizerType: 'REQUEST',
          AuthorizerPayloadFormatVersion: '2.0',
          EnableSimpleResponses: true,
          AuthorizerResultTtlInSeconds: 300,
          IdentitySource: ['$request.header.Authorization'],
          AuthorizerUri: {
            'Fn::Sub':
              'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${GuardFunction.Arn}/invocations',
          },
        },
      },
      ...more,
    },
  });

async function serve(): Promise<RunningFixture> {
  folder = temporaryFolder({ 'one/index.js': SAYS('one'), 'two/index.js': SAYS('two'), 'guard/index.js': GUARD });
  running = await serveTemplate(apiTemplate({ routes: {} }), { clock: new TestClock() });
  const folders = Object.fromEntries(['one', 'two', 'guard'].map((key) => [key, join(folder, key)]));
  writeAssetManifest(running.assembly, 'Shop', folders);
  running.assembly.write({ Shop: template() });
  await running.gateway.reload();
  return running;
}

const edit = (name: string, text: string) => writeFileSync(join(folder, name, 'index.js'), text);
const get = async (path: string, headers: Record<string, string> = {}) => {
  const { status, body } = await call(running.gateway.url('Api'), path, { headers });
  return status === 200 ? body : String(status);
};

it('a function whose code has changed starts anew, and no other one', async () => {
  const { gateway } = await serve();
  const [one, two] = [await get('/one'), await get('/two')];
  edit('one', SAYS('changed'));
  expect(await gateway.reload()).toEqual({ template: false, functions: [expect.stringContaining('One')] });
  expect(await get('/one')).toMatch(/^changed /);
  expect(await get('/two')).toBe(two);
  expect(one).toMatch(/^one /);
});

it('what is under way ends on the old code', async () => {
  const { gateway } = await serve();
  const marker = (name: string) => JSON.stringify(join(folder, name));
  edit(
    'one',
    `const { existsSync, writeFileSync } = require('node:fs');
    exports.handler = async () => {
      writeFileSync(${marker('begun')}, '');
      while (!existsSync(${marker('go')})) await new Promise((resolve) => setTimeout(resolve, 10));
      return 'old';
    };`,
  );
  await gateway.reload();
  const underWay = get('/one');
  await until(() => existsSync(join(folder, 'begun')));
  edit('one', SAYS('new'));
  await gateway.reload();
  expect(await get('/one')).toMatch(/^new /);
  writeFileSync(join(folder, 'go'), '');
  expect(await underWay).toBe('old');
});

it('items of a table stay', async () => {
  const table = (): object => ({ Variables: { TABLE: { Ref: 'Table' } } });
  const items = (text: string) => `
    const { DynamoDBClient, PutItemCommand, ScanCommand } = require('@aws-sdk/client-dynamodb');
    const [client, TableName] = [new DynamoDBClient(), process.env.TABLE];
    exports.handler = async () => {
      await client.send(new PutItemCommand({ TableName, Item: { id: { S: '${text}' } } }));
      return String((await client.send(new ScanCommand({ TableName }))).Count);
    };`;
  const { gateway, assembly } = await serve();
  const one = asset('one', { Timeout: 20, Environment: table() });
  edit('one', items('first'));
  assembly.write({ Shop: template({ One: one, Table: tableResource() }) });
  await gateway.reload();
  expect(await get('/one')).toBe('1');
  edit('one', items('second'));
  assembly.write({ Shop: template({ One: one, Table: tableResource() }, { 'GET /more': 'Two' }) });
  await gateway.reload();
  expect(await get('/one')).toBe('2');
});

it('nothing that has not changed starts anew', async () => {
  const { gateway } = await serve();
  const one = await get('/one');
  expect(await gateway.reload()).toEqual({ template: false, functions: [] });
  running.assembly.write({ Shop: template({}, { 'GET /more': 'One' }) });
  expect(await gateway.reload()).toEqual({ template: true, functions: [] });
  expect([await get('/one'), await get('/more')]).toEqual([one, one]);
});

it('a function whose settings have changed starts anew', async () => {
  const { gateway } = await serve();
  const [one, two] = [await get('/one'), await get('/two')];
  running.assembly.write({ Shop: template({ One: asset('one', { MemorySize: 256 }) }) });
  expect(await gateway.reload()).toEqual({ template: true, functions: [expect.stringContaining('One')] });
  expect(await get('/one')).not.toBe(one);
  expect(await get('/two')).toBe(two);
});

it('token buckets stay, unless their limits have changed', async () => {
  const { gateway, assembly } = await serve();
  await Promise.all([get('/two'), get('/two')]);
  expect(await get('/two')).toBe('429');
  edit('two', SAYS('changed'));
  await gateway.reload();
  assembly.write({ Shop: template({}, { 'GET /more': 'One' }) });
  await gateway.reload();
  expect(await get('/two')).toBe('429');
  assembly.write({
    Shop: JSON.parse(JSON.stringify(template()).replace('"ThrottlingBurstLimit":2', '"ThrottlingBurstLimit":3')),
  });
  await gateway.reload();
  expect(await get('/two')).toMatch(/^changed /);
});

it('answers of an authorizer stay, also when nobody asks for them between reloads, until it or its function has changed', async () => {
  const { gateway, assembly } = await serve();
  const guarded = () => get('/guarded', { authorization: 'ada' });
  expect([await guarded(), await get('/guarded', { authorization: 'bob' })]).toEqual(['1', '2']);
  edit('one', SAYS('changed'));
  await gateway.reload();
  assembly.write({ Shop: template({ Other: otherApi }) });
  await gateway.reload();
  expect(await guarded()).toBe('1');
  edit('guard', GUARD.replace('let calls = 0', 'let calls = 40'));
  await gateway.reload();
  expect(await guarded()).toBe('41');
});

/** No business of any other API, nor of a function: a first table would be, which all are told of. */
const otherApi = {
  Type: 'AWS::ApiGatewayV2::Api',
  Properties: { Name: 'other', ProtocolType: 'HTTP', Target: 'http://127.0.0.1:1' },
};

const tableResource = () => ({
  Type: CfnTable.CFN_RESOURCE_TYPE_NAME,
  Properties: {
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  },
});

it('what can not be made after a reload has begun leaves everything as it was', async () => {
  const { gateway, assembly } = await serve();
  await Promise.all([get('/two'), get('/two')]);
  const one = await get('/one');
  const broken = { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [], AttributeDefinitions: [] } };
  assembly.write({ Shop: template({ Broken: broken }) });
  await expect(gateway.reload()).rejects.toThrow('Broken');
  expect([await get('/one'), await get('/two')]).toEqual([one, '429']);
});

describe('REST', () => {
  let api: RunningRestApi | undefined;
  afterEach(() => api?.close());

  /** Changes the template in a way that is no API's business. */
  const addApi = (directory: string) => {
    const path = join(directory, 'Shop.template.json');
    const { Resources, ...rest } = JSON.parse(readFileSync(path, 'utf8')) as { Resources: object };
    writeFileSync(path, JSON.stringify({ ...rest, Resources: { ...Resources, Other: otherApi } }));
  };

  it("R-91: a stage's cache stays", async () => {
    const cached = await serveCachedApi();
    api = cached;
    expect(await cached.ask('/a')).toBe('200 1');
    addApi(api.directory);
    expect(await api.gateway.reload()).toMatchObject({ template: true });
    expect(await cached.ask('/a')).toBe('200 1');
  });

  it.each(['aws_proxy', 'aws'])(
    'what a function of an integration %s gave is cached until its code changes',
    async (type) => {
      const cached = await serveCachedApi({
        paths: ({ calls }) => ({
          '/a': {
            get: calls('Count', { responses: { 200: {} } }, { type, responses: { default: { statusCode: '200' } } }),
          },
        }),
      });
      api = cached;
      const answer = await cached.ask('/a');
      expect(await cached.ask('/a')).toBe(answer);
      const path = join(api.directory, 'Shop.template.json');
      writeFileSync(path, readFileSync(path, 'utf8').replace('let count = 0', 'let count = 98'));
      await api.gateway.reload();
      expect(await cached.ask('/a')).toContain('99');
    },
  );

  it('R-79: quotas and rate tokens stay', async () => {
    const value = 'a-literal-value-of-the-template';
    const limited = await serveRestApi(
      {
        body: ({ calls }) => ({
          components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-api-key' } } },
          paths: { '/a': { get: calls('Echo', { security: [{ key: [] }] }) } },
        }),
        extend: (stack, { deploymentStage: stage }) => {
          const plan = new UsagePlan(stack, 'Plan', {
            apiStages: [{ stage }],
            quota: { limit: 2, period: Period.DAY },
          });
          plan.addApiKey(new ApiKey(stack, 'Key', { value }));
        },
      },
      { clock: new TestClock() },
    );
    api = limited;
    const ask = async () => (await limited.call('/a', { headers: { 'x-api-key': value } })).status;
    expect([await ask(), await ask()]).toEqual([200, 200]);
    addApi(api.directory);
    expect(await api.gateway.reload()).toMatchObject({ template: true });
    expect(await ask()).toBe(429);
  });
});

describe('WebSocket', () => {
  const stages = (...names: string[]) => ({
    Shop: webSocketTemplate({
      routes: { $default: 'Say' },
      replies: ['$default'],
      functions: { Say: 'exports.handler = async () => ({ statusCode: 200, body: "here" });' },
      stages: names.map((StageName) => ({ StageName })),
    }),
  });

  it('W-16: clients of a stage that is gone are closed with 1001, those of others stay', async () => {
    running = await serveTemplate(stages('blue', 'green').Shop);
    const [blue, green] = [
      await SocketClient.open(running.gateway.url('Live', 'blue')),
      await SocketClient.open(running.gateway.url('Live', 'green')),
    ];
    running.assembly.write(stages('green'));
    await running.gateway.reload();
    expect(await blue.closed).toEqual({ code: 1001, reason: 'Going away' });
    green.send('x');
    expect(await green.next()).toBe('here');
    await green.close();
  });
});
