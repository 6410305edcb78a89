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
import { managementClient } from '../support/management-client';
import { frame, RawSocketClient, TEXT } from '../support/raw-socket-client';
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
  management = managementClient(endpoint);
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

/** Calls with a signature, as the SDKs do. */
const signedCall = (method: string, path: string, body = '', credentials = defaultCredentials) => {
  const { host } = new URL(endpoint);
  const request = { host, path, method, body, service: 'execute-api', region: 'us-east-1' };
  const headers = sign(request, credentials).headers as Record<string, string>;
  return call(`http://${host}`, path, { method, headers, body });
};

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
  expect((await signedCall('POST', `/prod${pathOf(id)}`, 'hi')).status).toBe(200);
  expect(await client.next()).toBe('hi');
});

it('W-29, R-42: without a signature it is a 403', async () => {
  const { status, headers, body } = await call(endpoint, `/@connections/${id}`, { method: 'POST', body: 'hi' });
  expect([status, headers['x-amzn-errortype'], body]).toEqual([
    403,
    'MissingAuthenticationTokenException',
    '{"message":"Missing Authentication Token"}',
  ]);
});

it.each([
  ['an unknown key', { accessKeyId: 'AKIDOTHER', secretAccessKey: 'x' }, 'UnrecognizedClientException'],
  ['a wrong secret', { ...defaultCredentials, secretAccessKey: 'x' }, 'InvalidSignatureException'],
])('W-29, R-41: with %s it is a 403', async (_, credentials, name) => {
  const other = managementClient(endpoint, { credentials });
  await expect(other.send(new PostToConnectionCommand({ ConnectionId: id, Data: 'x' }))).rejects.toMatchObject({
    name,
    $metadata: { httpStatusCode: 403 },
  });
  other.destroy();
});

it('W-29: a signature for another region is a 403', async () => {
  const other = managementClient(endpoint, { region: 'eu-west-1' });
  await expect(other.send(new GetConnectionCommand({ ConnectionId: id }))).rejects.toMatchObject({
    name: 'InvalidSignatureException',
  });
  other.destroy();
});

it.each(['cjy8i76bx002884le6n17d49b', 'nobody=', 'a b'])('W-29: %j is no id, which is a 400', async (wrong) => {
  await expect(post('x', wrong)).rejects.toMatchObject({
    name: 'BadRequestException',
    message: `Invalid connectionId: ${wrong}`,
    $metadata: { httpStatusCode: 400 },
  });
});

it.each([
  ['PUT', (own: string) => `@connections/${own}`],
  ['PATCH', (own: string) => `@connections/${own}`],
  ['OPTIONS', (own: string) => `@connections/${own}`],
  ['GET', () => '@connections/'],
  ['GET', () => 'connections'],
  ['POST', (own: string) => `@connections/${own}/more`],
])('W-29: %s %s is no route, which is a 404', async (method, pathOf) => {
  const below = pathOf(id);
  const { status, headers, body } = await signedCall(method, `/prod/${below}`);
  expect([status, headers['x-amzn-errortype'], JSON.parse(body)]).toEqual([
    404,
    'NotFoundException',
    { message: `No method found matching route ${below} for http method ${method}.` },
  ]);
});

it.each(['/@connections/JC1dgf9yoAMCK-g=', '/other/@connections/JC1dgf9yoAMCK-g=', '/', '/prod', '/prod/'])(
  'W-29: %s is no stage, or nothing below one, which is a 403',
  async (path) => {
    const { status, body } = await signedCall('GET', path);
    expect([status, body]).toEqual([403, '{"message":"Forbidden"}']);
  },
);

it('W-29: a 410 has no body', async () => {
  const { status, headers, body } = await signedCall('POST', '/prod/@connections/JC1dgf9yoAMCK-g=', 'hi');
  expect([status, headers['x-amzn-errortype'], body]).toEqual([410, 'GoneException', '']);
});

it('W-26: an empty message is one, too, and bytes that are no text become one (assumed)', async () => {
  await post('');
  await post(new Uint8Array([0x61, 0xff, 0x62]));
  expect([await client.next(), await client.next()]).toEqual(['', 'a\ufffdb']);
});

it('W-32: a large message comes in frames of 32 KB', async () => {
  const raw = await RawSocketClient.open(running.gateway.url('Live', 'prod'));
  raw.send(frame(TEXT, 'who am I'));
  const { connectionId } = JSON.parse((await raw.next())!.payload.toString()).requestContext;
  await post('x'.repeat(131_072), connectionId);
  const sizes: number[] = [];
  for (let last = false; !last;) {
    const { payload, isLast } = (await raw.next())!;
    sizes.push(payload.length);
    last = isLast;
  }
  expect(sizes).toEqual(Array(4).fill(32_768));
  raw.socket.destroy();
});

it('W-28: a deleted client that does not answer is gone at once', async () => {
  const raw = await RawSocketClient.open(running.gateway.url('Live', 'prod'));
  raw.send(frame(TEXT, 'who am I'));
  const { connectionId } = JSON.parse((await raw.next())!.payload.toString()).requestContext;
  await management.send(new DeleteConnectionCommand({ ConnectionId: connectionId }));
  expect(await raw.closeCode()).toBe(1000);
  for (const Command of [GetConnectionCommand, DeleteConnectionCommand]) {
    await expect(management.send(new Command({ ConnectionId: connectionId }))).rejects.toBeInstanceOf(GoneException);
  }
  raw.socket.destroy();
});

it('W-29: a client that does not read is a 429 in the end', async () => {
  client.socket.pause();
  const flood = async (): Promise<void> => {
    for (let sent = 0; sent < 400; sent++) await post('x'.repeat(131_072));
  };
  await expect(flood()).rejects.toMatchObject({ name: 'LimitExceededException' });
  client.socket.resume();
}, 20_000);
