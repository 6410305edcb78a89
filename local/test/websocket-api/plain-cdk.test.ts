import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { WebSocketLambdaIntegration, WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Gateway, startGateway } from '../../src';
import { refusalOf, SocketClient } from '../support/socket-client';
import { ECHO_EVENT } from '../support/websocket-api';

let folder: string;
let gateway: Gateway;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'apigw-local-ws-cdk-'));
  gateway = await startGateway({ assembly: synthesize() });
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

const GUARD = `exports.handler = async ({ methodArn }) => ({
  principalId: 'ada',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }],
  },
});`;

/** Nothing but what any CDK app has: no construct of ours. */
function synthesize(): string {
  const app = new App({ outdir: join(folder, 'cdk.out') });
  const stack = new Stack(app, 'Shop');
  const lambda = (id: string, code: string): Function =>
    new Function(stack, id, {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline(code),
    });
  const echo = lambda('Echo', ECHO_EVENT);
  const api = new WebSocketApi(stack, 'Live', {
    connectRouteOptions: {
      integration: new WebSocketLambdaIntegration('Connect', echo),
      authorizer: new WebSocketLambdaAuthorizer('Guard', lambda('GuardFunction', GUARD), {
        identitySource: ['route.request.querystring.token'],
      }),
    },
    disconnectRouteOptions: { integration: new WebSocketLambdaIntegration('Disconnect', echo) },
  });
  api.addRoute('echo', { integration: new WebSocketLambdaIntegration('Echo', echo), returnResponse: true });
  api.addRoute('nothing', {
    integration: new WebSocketMockIntegration('Nothing', {
      requestTemplates: { '200': JSON.stringify({ statusCode: 200 }) },
      templateSelectionExpression: '200',
    }),
  });
  const stage = new WebSocketStage(stack, 'Stage', {
    webSocketApi: api,
    stageName: 'prod',
    autoDeploy: true,
    throttle: { rateLimit: 100, burstLimit: 100 },
    detailedMetricsEnabled: true,
  });
  // what an app gives its functions
  echo.addEnvironment('CALLBACK_URL', stage.callbackUrl);
  api.grantManageConnections(echo);
  new CfnOutput(stack, 'Url', { value: stage.url });
  return app.synth().directory;
}

it("serves a WebSocket API of the CDK's own constructs", async () => {
  expect(gateway.apis).toMatchObject([{ kind: 'WEBSOCKET', constructPath: 'Shop/Live', stage: 'prod' }]);
  expect(gateway.notes).toEqual([]);
  const url = gateway.url('Live');
  expect((await refusalOf(url)).status).toBe(401);
  const client = await SocketClient.open(`${url}?token=x`);
  client.send({ action: 'nothing' });
  client.send({ action: 'echo' });
  expect((await client.nextJson()).requestContext).toMatchObject({
    routeKey: 'echo',
    authorizer: { principalId: 'ada' },
  });
  await client.close();
});
