import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import {
  ApiKey,
  Period,
  UsagePlan,
  WebSocketApi,
  WebSocketApiKeySelectionExpression,
  WebSocketRoute,
  WebSocketStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { startGateway } from '../../src';
import { InspectorState } from '../../src/inspector/inspector-state';
import { RunningFixture, serveTemplate, TestClock } from '../support/gateway';
import { refusalOf, SocketClient } from '../support/socket-client';
import { ECHO_EVENT, guard, GUARDED, KEY, plan, WebSocketFixture, webSocketTemplate } from '../support/websocket-api';

const DAY_MS = 24 * 60 * 60 * 1_000;

let running: RunningFixture | undefined;
let clock: TestClock;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function serve(fixture: Partial<WebSocketFixture> = {}): Promise<string> {
  clock = new TestClock();
  const template = webSocketTemplate({
    routes: { $connect: 'Echo', $default: 'Echo' },
    routeProperties: { $connect: { ApiKeyRequired: true } },
    replies: ['$default'],
    resources: plan(),
    ...fixture,
  });
  running = await serveTemplate(template, { clock });
  return running.gateway.url('Live');
}

const withKey = (key: string) => ({ headers: { 'x-api-key': key } });
const statusWith = async (url: string, key: string): Promise<number> => {
  try {
    return (await refusalOf(url, [], withKey(key))).status;
  } catch {
    return 101;
  }
};

it('W-2, W-5: a key of a usage plan of the stage lets in, and is named in the event', async () => {
  const url = await serve();
  const client = await SocketClient.open(url, [], withKey(KEY));
  client.send('hello');
  const { identity } = (await client.nextJson()).requestContext;
  expect(identity).toMatchObject({ apiKey: KEY, apiKeyId: expect.stringMatching(/^[a-z0-9]{10}$/) });
  expect(running!.gateway.apis[0]!.routes[0]).toMatchObject({ routeKey: '$connect', apiKeyRequired: true });
  expect(running!.gateway.requests[0]!.decisions).toContainEqual({
    step: 'key',
    outcome: 'pass',
    detail: 'ada, plan free',
  });
  expect(JSON.stringify(running!.gateway.requests)).not.toContain(KEY);
  await client.close();
});

it.each([
  ['no key', {}],
  ['an unknown key', withKey('another-key-of-twenty-characters')],
])('W-4, R-76: %s is a 403, and no function is asked', async (_, options) => {
  const url = await serve();
  const { status, body } = await refusalOf(url, [], options);
  expect([status, JSON.parse(body).message]).toEqual([403, 'Forbidden']);
  expect(running!.gateway.requests[0]!.decisions.map(({ step }) => step)).toEqual(['route', 'authorize', 'key']);
});

it('R-76: a key of another stage is a 403', async () => {
  const url = await serve({ resources: plan({}, { Stage: 'beta' }) });
  expect((await refusalOf(url, [], withKey(KEY))).status).toBe(403);
});

it('R-74: a route that demands no key ignores one', async () => {
  const url = await serve({ routeProperties: {}, resources: plan({ Quota: { Limit: 0, Period: 'DAY' } }) });
  await (await SocketClient.open(url, [], withKey(KEY))).close();
});

it('W-2: the authorizer comes first, and may answer the key', async () => {
  const GUARD = `exports.handler = async ({ queryStringParameters, methodArn }) => ({
    principalId: 'ada',
    policyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: methodArn }] },
    ...JSON.parse(queryStringParameters.answer),
  });`;
  const url = await serve({
    api: { ApiKeySelectionExpression: '$context.authorizer.usageIdentifierKey' },
    routeProperties: { $connect: { ApiKeyRequired: true, ...GUARDED } },
    functions: { Echo: ECHO_EVENT, GuardFunction: GUARD },
    resources: { ...plan(), ...guard(['route.request.querystring.answer']) },
  });
  const answering = (answer: object): string => `${url}?answer=${encodeURIComponent(JSON.stringify(answer))}`;
  expect((await refusalOf(url, [], withKey(KEY))).status).toBe(401);
  expect((await refusalOf(answering({}), [], withKey(KEY))).status).toBe(403);
  await (await SocketClient.open(answering({ usageIdentifierKey: KEY }))).close();
  await (await SocketClient.open(answering({ context: { usageIdentifierKey: KEY } }))).close();
});

it('R-78: the throttle of the plan is for handshakes, not for messages', async () => {
  const url = await serve({ resources: plan({ Throttle: { RateLimit: 1, BurstLimit: 1 } }) });
  const client = await SocketClient.open(url, [], withKey(KEY));
  for (const message of ['1', '2', '3']) {
    client.send(message);
    expect((await client.nextJson()).body).toBe(message);
  }
  const { status, body } = await refusalOf(url, [], withKey(KEY));
  expect([status, JSON.parse(body).message]).toEqual([429, 'Too Many Requests']);
  clock.advance(1_000);
  await (await SocketClient.open(url, [], withKey(KEY))).close();
  await client.close();
});

it('R-80, R-43: the quota of the plan; what is refused does not count, and the next day is a new one', async () => {
  const url = await serve({ resources: plan({ Quota: { Limit: 2, Period: 'DAY' } }) });
  const statuses = [];
  for (const key of [KEY, 'another-key-of-twenty-characters', KEY, KEY]) statuses.push(await statusWith(url, key));
  expect(statuses).toEqual([101, 403, 101, 429]);
  expect(JSON.parse((await refusalOf(url, [], withKey(KEY))).body).message).toBe('Limit Exceeded');
  clock.advance(DAY_MS);
  expect(await statusWith(url, KEY)).toBe(101);
});

it('R-79: stages of one plan share its quota, and have throttles of their own', async () => {
  const beta = { ApiId: { Ref: 'Live' }, Stage: 'beta' };
  const both = [{ ApiId: { Ref: 'Live' }, Stage: 'prod' }, beta];
  const Throttle = { RateLimit: 1, BurstLimit: 1 };
  const Quota = { Limit: 2, Period: 'WEEK' };
  await serve({
    stages: [{ StageName: 'prod' }, { StageName: 'beta' }],
    resources: plan({ ApiStages: both, Throttle, Quota }),
  });
  const url = (stage: string): string => running!.gateway.url('Live', stage);
  expect([await statusWith(url('prod'), KEY), await statusWith(url('beta'), KEY)]).toEqual([101, 101]);
  clock.advance(1_000);
  expect(await statusWith(url('beta'), KEY)).toBe(429);
});

it('R-79: a REST API of the same plan uses up the same quota', async () => {
  const RestApiId = { Ref: 'Rest' };
  const method = { HttpMethod: 'GET', ApiKeyRequired: true, AuthorizationType: 'NONE' };
  const Integration = { Type: 'MOCK', RequestTemplates: { 'application/json': '{"statusCode": 200}' } };
  const answers = { IntegrationResponses: [{ StatusCode: '200' }] };
  const rest = {
    Rest: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'rest' } },
    Get: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId,
        ResourceId: { 'Fn::GetAtt': ['Rest', 'RootResourceId'] },
        ...method,
        Integration: { ...Integration, ...answers },
        MethodResponses: [{ StatusCode: '200' }],
      },
    },
    RestDeployment: { Type: 'AWS::ApiGateway::Deployment', DependsOn: ['Get'], Properties: { RestApiId } },
    RestStage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { RestApiId, DeploymentId: { Ref: 'RestDeployment' }, StageName: 'v1' },
    },
  };
  const ApiStages = [
    { ApiId: { Ref: 'Live' }, Stage: 'prod' },
    { ApiId: RestApiId, Stage: 'v1' },
  ];
  const url = await serve({ resources: { ...plan({ ApiStages, Quota: { Limit: 2, Period: 'DAY' } }), ...rest } });
  const get = async () => (await fetch(running!.gateway.url('Rest'), withKey(KEY))).status;
  expect([await statusWith(url, KEY), await get(), await statusWith(url, KEY), await get()]).toEqual([
    101, 200, 429, 429,
  ]);
});

it("serves usage plans and keys of the CDK's own constructs, and the inspector shows what is left", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'apigw-local-ws-keys-'));
  const app = new App({ outdir: join(folder, 'cdk.out') });
  const stack = new Stack(app, 'Shop');
  const echo = new Function(stack, 'Echo', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline(ECHO_EVENT),
  });
  const webSocketApi = new WebSocketApi(stack, 'Live', {
    apiKeySelectionExpression: WebSocketApiKeySelectionExpression.HEADER_X_API_KEY,
  });
  new WebSocketRoute(stack, 'Connect', {
    webSocketApi,
    routeKey: '$connect',
    integration: new WebSocketLambdaIntegration('Connect', echo),
    apiKeyRequired: true,
  });
  const stage = new WebSocketStage(stack, 'Stage', { webSocketApi, stageName: 'prod', autoDeploy: true });
  const free = new UsagePlan(stack, 'Plan', {
    usagePlanName: 'free',
    apiStages: [{ api: webSocketApi, stage }],
    throttle: { rateLimit: 10, burstLimit: 5 },
    quota: { limit: 100, period: Period.DAY },
  });
  free.addApiKey(new ApiKey(stack, 'Key', { apiKeyName: 'ada' }));
  const gateway = await startGateway({
    assembly: app.synth().directory,
    clock: new TestClock(),
    inspectorPort: 0,
  });
  const [key] = gateway.apiKeys;
  expect(key).toMatchObject({ name: 'ada', plans: ['free'], origin: 'development' });
  expect((await refusalOf(gateway.url('Live'))).status).toBe(403);
  const client = await SocketClient.open(gateway.url('Live'), [], withKey(key!.value));
  const { apis, tiers } = (await (await fetch(`${gateway.inspectorUrl}/state`)).json()) as InspectorState;
  expect(apis[0]!.routes[0]).toMatchObject({ routeKey: '$connect', apiKeyRequired: true });
  expect(tiers).toMatchObject([
    { api: { logicalId: expect.stringContaining('Live') }, plan: 'free', keys: [{ tokensLeft: 4, quotaLeft: 99 }] },
  ]);
  await client.close();
  await gateway.close();
  rmSync(folder, { recursive: true });
});
