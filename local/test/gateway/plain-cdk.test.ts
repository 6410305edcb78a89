import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { CorsHttpMethod, HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Alias, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Gateway, startGateway } from '../../src';
import { call } from '../support/call';

let folder: string;
let gateway: Gateway;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'apigw-local-cdk-'));
  gateway = await startGateway({ assembly: synthesize() });
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

/** Nothing but what any CDK app has: no construct of ours. */
function synthesize(): string {
  writeFileSync(
    join(folder, 'index.js'),
    'exports.handler = async ({ routeKey }) => `asset ${routeKey} ${process.env.JOBS}`;',
  );
  const app = new App({ outdir: join(folder, 'cdk.out') });

  const shop = new Stack(app, 'Shop');
  const runtime = Runtime.NODEJS_22_X;
  const code = Code.fromInline('exports.handler = async ({ routeKey }) => `inline ${routeKey}`;');
  const inline = new Function(shop, 'Inline', { runtime, handler: 'index.handler', code });
  const live = new Alias(shop, 'Live', { aliasName: 'live', version: inline.currentVersion });
  const api = new HttpApi(shop, 'Orders', {
    apiName: 'orders-api',
    corsPreflight: { allowOrigins: ['https://app.example.com'], allowMethods: [CorsHttpMethod.ANY] },
  });
  const integration = new HttpLambdaIntegration('Integration', live);
  api.addRoutes({ path: '/orders/{id}', methods: [HttpMethod.GET], integration });
  api.addRoutes({
    path: '/private',
    integration,
    authorizer: new HttpJwtAuthorizer('Jwt', 'https://id.example.com', { jwtAudience: ['orders'] }),
  });
  api.addRoutes({ path: '/iam', methods: [HttpMethod.POST], integration, authorizer: new HttpIamAuthorizer() });
  new HttpStage(shop, 'Beta', { httpApi: api, stageName: 'beta', autoDeploy: true });

  const inStage = new Stack(new Stage(app, 'Prod'), 'Web');
  const asset = new Function(new NestedStack(inStage, 'Nested'), 'Asset', {
    runtime,
    handler: 'index.handler',
    code: Code.fromAsset(folder, { exclude: ['cdk.out'] }),
    // reaches the nested stack as a parameter
    environment: { JOBS: new Queue(inStage, 'Jobs', { queueName: 'jobs' }).queueUrl },
  });
  new HttpApi(inStage, 'Site', { defaultIntegration: new HttpLambdaIntegration('Integration', asset) });
  app.synth();
  return app.outdir;
}

it('finds APIs by construct id, construct path and name', () => {
  expect(gateway.url('Orders')).toBe(gateway.url('orders-api'));
  expect(gateway.url('Shop/Orders')).toBe(gateway.url('Orders'));
  expect(gateway.url('Prod/Web/Site')).toBe(gateway.url('Site'));
});

it('an alias of an inline function', async () => {
  expect((await call(gateway.url('Orders'), '/orders/1')).body).toBe('inline GET /orders/{id}');
});

it('H-1: the second stage of the same API, on the same port', async () => {
  expect(gateway.url('Orders', 'beta')).toBe(`${gateway.url('Orders')}/beta`);
  expect((await call(gateway.url('Orders', 'beta'), '/orders/1')).body).toBe('inline GET /orders/{id}');
});

it('the authorizers of the L2s', async () => {
  expect((await call(gateway.url('Orders'), '/private')).status).toBe(401);
  expect((await call(gateway.url('Orders'), '/iam', { method: 'POST' })).status).toBe(403);
});

it('H-41: the CORS configuration of the L2', async () => {
  const headers = { origin: 'https://app.example.com', 'access-control-request-method': 'GET' };
  const answer = await call(gateway.url('Orders'), '/orders/1', { method: 'OPTIONS', headers });
  expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([204, 'https://app.example.com']);
});

it('an API in a CDK Stage with a function from an asset in a nested stack', async () => {
  const queueUrl = `${gateway.sqsEndpoint}/000000000000/jobs`;
  expect((await call(gateway.url('Site'), '/any/path')).body).toBe(`asset $default ${queueUrl}`);
});
