import { once } from 'node:events';
import { WebSocket } from 'ws';
import { FunctionLogLine } from '../../src/functions/function-log';
import { writeAsset } from '../support/assembly';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { SocketClient } from '../support/socket-client';
import { apiTemplate, functionResource } from '../support/template';
import { ECHO_EVENT, guard, GUARDED, WebSocketFixture, webSocketTemplate } from '../support/websocket-api';

let running: RunningFixture | undefined;
const lines: string[] = [];
let told: (() => void) | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
  lines.length = 0;
});

/** What functions print, without the SDK's warnings on stderr. */
function onFunctionLog({ stream, text }: FunctionLogLine): void {
  if (stream !== 'stdout') return;
  lines.push(text);
  told?.();
}

async function serve(fixture: WebSocketFixture): Promise<string> {
  running = await serveTemplate(webSocketTemplate(fixture), { onFunctionLog });
  return running.gateway.url('Live');
}

async function nextLine(): Promise<string> {
  while (lines.length === 0) await new Promise<void>((resolve) => (told = resolve));
  return lines.shift()!;
}

const CALLBACK = {
  'Fn::Sub': 'https://${Live}.execute-api.${AWS::Region}.${AWS::URLSuffix}/prod',
};

/** Posts by the SDK that Lambda brings along. */
const BROADCAST = `
const { ApiGatewayManagementApiClient, PostToConnectionCommand } = require('@aws-sdk/client-apigatewaymanagementapi');
const { callbackUrl } = JSON.parse(process.env.SETTINGS);
exports.post = async (ConnectionId, Data, endpoint = callbackUrl) => {
  const client = new ApiGatewayManagementApiClient({ endpoint, maxAttempts: 1 });
  try {
    await client.send(new PostToConnectionCommand({ ConnectionId, Data }));
    return 'sent';
  } catch (error) {
    return error.name;
  }
};`;
const SETTINGS = { 'Fn::Join': ['', ['{"callbackUrl":"', CALLBACK, '"}']] };
const asset = (handler: string): object => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Runtime: 'nodejs22.x',
    Handler: handler,
    Timeout: 20,
    Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
    Environment: { Variables: { SETTINGS } },
  },
});

/** A small app: a function that tells every client what one said. */
async function serveChat(): Promise<string> {
  const template = webSocketTemplate({
    routes: { $connect: 'Connect', say: 'Say', direct: 'Direct' },
    functions: {},
    resources: { Connect: asset('chat.connect'), Say: asset('chat.say'), Direct: asset('chat.direct') },
  });
  const started = await serveTemplate(webSocketTemplate({ routes: {}, functions: {} }), { onFunctionLog });
  running = started;
  writeAsset(started.assembly, 'Shop', 'code', {
    'post.js': BROADCAST,
    'chat.js': `
      const { post } = require('./post');
      exports.connect = async ({ requestContext }) => {
        console.log('during connect: ' + (await post(requestContext.connectionId, 'too early')));
        return { statusCode: 200 };
      };
      exports.direct = async ({ requestContext: { domainName, stage, connectionId } }) =>
        console.log(await post(connectionId, 'by domain name', 'https://' + domainName + '/' + stage));
      exports.say = async ({ body }) => {
        const { to, text } = JSON.parse(body);
        console.log((await Promise.all(to.map((id) => post(id, text)))).join());
        return { statusCode: 200, body: 'not sent' };
      };`,
  });
  started.assembly.write({ Shop: template });
  await started.gateway.reload();
  return started.gateway.url('Live');
}

it('W-2, W-26: functions post to clients by the URL in their environment, but not before they are connected', async () => {
  const url = await serveChat();
  const [ada, bob] = [await SocketClient.open(url), await SocketClient.open(url)];
  expect([await nextLine(), await nextLine()]).toEqual(Array(2).fill('during connect: GoneException'));
  const ids = running!.gateway.requests.map(({ connectionId }) => connectionId).filter((id) => id !== undefined);
  ada.send({ action: 'say', to: [...ids, 'AAAAAAAAAAAAAAA='], text: 'hello' });
  expect([await ada.next(), await bob.next()]).toEqual(['hello', 'hello']);
  expect(await nextLine()).toBe('sent,sent,GoneException');
  await Promise.all([ada.close(), bob.close()]);
});

it("W-26: functions post to clients by the event's domain name, as at AWS", async () => {
  const client = await SocketClient.open(await serveChat());
  await nextLine();
  client.send({ action: 'direct' });
  expect(await client.next()).toBe('by domain name');
  expect(await nextLine()).toBe('sent');
  await client.close();
});

it('shows the API, its routes and who may connect', async () => {
  const url = await serve({
    routes: { $connect: 'Echo', join: 'Echo' },
    routeProperties: { $connect: GUARDED },
    functions: { Echo: ECHO_EVENT, GuardFunction: ECHO_EVENT },
    resources: guard(),
  });
  const [api] = running!.gateway.apis;
  expect(api).toMatchObject({ kind: 'WEBSOCKET', name: 'live', logicalId: 'Live', stage: 'prod', url });
  expect(api!.routes).toEqual([
    { routeKey: '$connect', authorization: expect.objectContaining({ kind: 'lambda' }) },
    { routeKey: 'join', authorization: { kind: 'none' } },
  ]);
});

it('records name route and outcome, and hold neither message nor query string', async () => {
  const url = await serve({
    routes: { $connect: 'Echo', $default: 'Echo', $disconnect: 'Echo' },
    replies: ['$default'],
  });
  const client = await SocketClient.open(`${url}?token=secret`);
  client.send('secret');
  await client.next();
  await client.close();
  const { requests } = running!.gateway;
  while (requests.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(requests.map(({ method, path, routeKey, status }) => [method, path, routeKey, status])).toEqual([
    ['CONNECT', '/prod', '$connect', 101],
    ['MESSAGE', '/prod', '$default', 200],
    ['DISCONNECT', '/prod', '$disconnect', 200],
  ]);
  expect(new Set(requests.map(({ connectionId }) => connectionId)).size).toBe(1);
  expect(JSON.stringify(requests)).not.toContain('secret');
});

describe('a reload', () => {
  const says = (text: string) => `exports.handler = async () => ({ statusCode: 200, body: '${text}' });`;
  const template = (text: string, more: object = {}) =>
    webSocketTemplate({ routes: { $default: 'Say' }, replies: ['$default'], functions: { Say: says(text) }, ...more });

  it('keeps the connections, and what they say goes to the new assembly', async () => {
    running = await serveTemplate(template('old'));
    const { gateway, assembly } = running;
    const url = gateway.url('Live');
    const client = await SocketClient.open(url);
    client.send('x');
    expect(await client.next()).toBe('old');
    assembly.write({ Shop: template('new') });
    await gateway.reload();
    expect(gateway.url('Live')).toBe(url);
    client.send('x');
    expect(await client.next()).toBe('new');
    await client.close();
  });

  it('of an API that becomes one of another kind closes them too, and serves it behind the same port', async () => {
    const http = apiTemplate({
      routes: { $default: 'Say' },
      functions: { Say: 'exports.handler = async () => "http";' },
    });
    const { Api, ...others } = http.Resources;
    const asHttp = JSON.parse(JSON.stringify({ Resources: { Live: Api, ...others } }).replaceAll('"Api"', '"Live"'));
    running = await serveTemplate(asHttp);
    const { gateway, assembly } = running;
    const { port } = new URL(gateway.url('Live'));
    assembly.write({ Shop: template('ws') });
    await gateway.reload();
    expect(new URL(gateway.url('Live')).port).toBe(port);
    const client = await SocketClient.open(gateway.url('Live'));
    assembly.write({ Shop: asHttp });
    await gateway.reload();
    expect(await client.closed).toMatchObject({ code: expect.any(Number) });
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('http');
  });

  it('closes those of an API that is gone', async () => {
    running = await serveTemplate(template('old'));
    const client = await SocketClient.open(running.gateway.url('Live'));
    running.assembly.write({ Shop: apiTemplate({ routes: {} }) });
    await running.gateway.reload();
    expect(await client.closed).toMatchObject({ code: 1001 });
  });
});

it('closing the gateway closes every socket, also of a client that does not answer', async () => {
  const url = await serve({ routes: { $default: 'Echo' } });
  const [ada, deaf] = [await SocketClient.open(url), await SocketClient.open(url)];
  deaf.socket.pause();
  await running!.close();
  running = undefined;
  expect(await ada.closed).toMatchObject({ code: 1001 });
  deaf.socket.resume();
  await deaf.closed;
});

it('W-15: a client that leaves during $connect is disconnected', async () => {
  const functions = {
    Wait: `exports.handler = async () => {
      console.log('connecting');
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { statusCode: 200 };
    };`,
    Tell: 'exports.handler = async ({ requestContext }) => console.log(String(requestContext.disconnectStatusCode));',
  };
  const url = await serve({ routes: { $connect: 'Wait', $disconnect: 'Tell' }, functions });
  const socket = new WebSocket(url).on('error', () => undefined);
  expect(await nextLine()).toBe('connecting');
  socket.terminate();
  expect(await nextLine()).toBe('1006');
});

it('an ignored function fails closed', async () => {
  const template = webSocketTemplate({
    routes: { $connect: 'Gone', $default: 'Echo' },
    functions: { Echo: ECHO_EVENT },
    resources: { Gone: functionResource('x', { Runtime: 'go1.x' }) },
  });
  running = await serveTemplate(template, { ignore: ['Gone'] });
  const socket = new WebSocket(running.gateway.url('Live'));
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toContain('500');
});
