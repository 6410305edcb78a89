import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  GoneException,
  PayloadTooLargeException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { sign } from 'aws4';
import { defaultCredentials } from '../../src';
import { call } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { SocketClient } from '../support/socket-client';
import { ECHO_EVENT, webSocketTemplate } from '../support/websocket-api';

let running: RunningFixture;
let endpoint: string;
let management: ApiGatewayManagementApiClient;
let client: SocketClient;
let id: string;
beforeAll(async () => {
  const template = webSocketTemplate({
    routes: { $default: 'Echo', $disconnect: 'Echo' },
    replies: ['$default'],
    stages: [{ StageName: 'prod' }, { StageName: 'beta' }],
    functions: { Echo: ECHO_EVENT },
  });
  running = await serveTemplate(template);
  endpoint = running.gateway.url('Live', 'prod').replace('ws:', 'http:');
  management = new ApiGatewayManagementApiClient({
    endpoint,
    region: 'us-east-1',
    credentials: defaultCredentials,
    maxAttempts: 1,
  });
});
afterAll(async () => {
  management.destroy();
  await running.close();
});
beforeEach(async () => {
  client = await SocketClient.open(running.gateway.url('Live', 'prod'), [], { headers: { 'User-Agent': 'test/1' } });
  client.send('who am I');
  id = (await client.nextJson()).requestContext.connectionId;
});
afterEach(() => client.close());

const post = (Data: string | Uint8Array, ConnectionId = id) =>
  management.send(new PostToConnectionCommand({ ConnectionId, Data }));

it('W-26: POST delivers one text message', async () => {
  await post('hello ü');
  expect(await client.next()).toBe('hello ü');
  expect(running.gateway.requests.at(-1)).toMatchObject({
    method: 'POST',
    routeKey: '@connections',
    status: 200,
    decisions: [{ step: 'integrate', outcome: 'answered' }],
  });
});

it('W-26: of up to 128 KB', async () => {
  await post('x'.repeat(131_072));
  expect((await client.next()).length).toBe(131_072);
});

it('W-29: a larger one is a 413', async () => {
  await expect(post('x'.repeat(131_073))).rejects.toBeInstanceOf(PayloadTooLargeException);
});

it('W-27: GET tells of the connection', async () => {
  const before = Date.now();
  client.send('again');
  await client.next();
  const { ConnectedAt, Identity, LastActiveAt } = await management.send(new GetConnectionCommand({ ConnectionId: id }));
  expect(Identity).toEqual({ SourceIp: '127.0.0.1', UserAgent: 'test/1' });
  expect(ConnectedAt!.getTime()).toBeLessThanOrEqual(before);
  expect(LastActiveAt!.getTime()).toBeGreaterThanOrEqual(before);
});

it('W-28, W-16: DELETE closes with 1000', async () => {
  await management.send(new DeleteConnectionCommand({ ConnectionId: id }));
  expect(await client.closed).toEqual({ code: 1000, reason: 'Connection Closed Normally' });
  await expect(post('too late')).rejects.toBeInstanceOf(GoneException);
});

it('W-29: an unknown id is a 410', async () => {
  await expect(post('x', 'AAAAAAAAAAAAAAA=')).rejects.toMatchObject({
    name: 'GoneException',
    $metadata: { httpStatusCode: 410 },
  });
});

it('W-29: an id of another stage is a 410', async () => {
  const other = await SocketClient.open(running.gateway.url('Live', 'beta'));
  other.send('who am I');
  const { connectionId } = (await other.nextJson()).requestContext;
  await expect(post('x', connectionId)).rejects.toBeInstanceOf(GoneException);
  await other.close();
});

it.each([
  ['W-31: an encoded id', (own: string) => `/@connections/${encodeURIComponent(own)}`],
  ['W-31: an encoded @', (own: string) => `/%40connections/${encodeURIComponent(own)}`],
  ['W-31: nothing encoded', (own: string) => `/@connections/${own}`],
])('%s', async (_, pathOf) => {
  const { host } = new URL(endpoint);
  const path = `/prod${pathOf(id)}`;
  const signed = sign(
    { host, path, method: 'POST', body: 'hi', service: 'execute-api', region: 'us-east-1' },
    defaultCredentials,
  );
  const headers = signed.headers as Record<string, string>;
  expect((await call(`http://${host}`, path, { method: 'POST', headers, body: 'hi' })).status).toBe(200);
  expect(await client.next()).toBe('hi');
});

it('W-29: without a signature it is a 403', async () => {
  const { status, headers } = await call(endpoint, `/@connections/${id}`, { method: 'POST', body: 'hi' });
  expect({ status, type: headers['x-amzn-errortype'] }).toEqual({ status: 403, type: 'ForbiddenException' });
});

it('W-29: with other credentials it is a 403', async () => {
  const credentials = { accessKeyId: 'AKIDOTHER', secretAccessKey: 'other' };
  const other = new ApiGatewayManagementApiClient({ endpoint, region: 'us-east-1', credentials });
  await expect(other.send(new PostToConnectionCommand({ ConnectionId: id, Data: 'x' }))).rejects.toMatchObject({
    name: 'ForbiddenException',
  });
  other.destroy();
});

it('W-29: a client that does not read is a 429 in the end', async () => {
  client.socket.pause();
  const flood = async (): Promise<void> => {
    for (let sent = 0; sent < 400; sent++) await post('x'.repeat(131_072));
  };
  await expect(flood()).rejects.toMatchObject({ name: 'LimitExceededException' });
  client.socket.resume();
});
