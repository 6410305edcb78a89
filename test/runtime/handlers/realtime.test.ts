import * as managementApi from '@aws-sdk/client-apigatewaymanagementapi';
import * as dynamoDb from '@aws-sdk/client-dynamodb';
import * as lambda from '@aws-sdk/client-lambda';
import * as sqs from '@aws-sdk/client-sqs';
import { ChannelRule } from '../../../lib/runtime/contract/realtime/channel-rules';
import { REALTIME } from '../../../lib/runtime/contract/realtime/settings';
import { ConnectionsDatabase, startConnectionsDatabase } from '../realtime/connections-database';
import { NOON, NOON_SECONDS } from '../realtime/fixtures';

type Handler = (event: object) => Promise<object>;
type Command = { readonly constructor: { readonly name: string }; readonly input: Record<string, unknown> };

const ID = 'JC1dgf9yoAMCK-g=';
const RULES: ChannelRule[] = [
  { kind: 'claims', template: 'tenant:{tenant_id}', presence: true },
  { kind: 'function', pattern: 'private:*', functionArn: 'arn:decide' },
];

let database: ConnectionsDatabase;
let tableName: string;
let now: number;
let sent: Command[];
let printed: string[];
let joinAnswer: object;

beforeAll(async () => {
  database = await startConnectionsDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  tableName = await database.createTable();
  now = NOON;
  sent = [];
  printed = [];
  joinAnswer = { allow: true };
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  for (const name of ['log', 'error', 'warn', 'info', 'debug'] as const) {
    jest.spyOn(console, name).mockImplementation((...args) => void printed.push(args.join(' ')));
  }
  answerSdk();
});
afterEach(() => {
  delete process.env[REALTIME];
  jest.restoreAllMocks();
  expect(printed.join('\n')).not.toMatch(/secret|t1/);
});

/** Answers what clients of the SDK send: DynamoDB in the database, the rest here. */
function answerSdk(): void {
  const send = dynamoDb.DynamoDBClient.prototype.send;
  const toDynamoDb = (command: Command) => Reflect.apply(send, database.client, [command]);
  jest.spyOn(dynamoDb.DynamoDBClient.prototype, 'send').mockImplementation(toDynamoDb as never);
  const keep = (answer: () => object) => async (command: Command) => {
    sent.push(command);
    return answer();
  };
  jest.spyOn(sqs.SQSClient.prototype, 'send').mockImplementation(keep(() => ({ Successful: [] })) as never);
  jest
    .spyOn(managementApi.ApiGatewayManagementApiClient.prototype, 'send')
    .mockImplementation(keep(() => ({})) as never);
  const invoked = () => ({ Payload: Buffer.from(JSON.stringify(joinAnswer)) });
  jest.spyOn(lambda.LambdaClient.prototype, 'send').mockImplementation(keep(invoked) as never);
}

/** A handler of a new container with its own environment, on the SDK of this file. */
function fresh(name: string, settings: object): Handler {
  const value = JSON.stringify({ tableName, ...settings });
  let handler: Handler | undefined;
  jest.isolateModules(() => {
    jest.doMock('@aws-sdk/client-apigatewaymanagementapi', () => managementApi);
    jest.doMock('@aws-sdk/client-dynamodb', () => dynamoDb);
    jest.doMock('@aws-sdk/client-lambda', () => lambda);
    jest.doMock('@aws-sdk/client-sqs', () => sqs);
    ({ handler } = jest.requireActual<{ handler: Handler }>(`../../../lib/runtime/handlers/${name}`));
  });
  return async (event) => {
    process.env[REALTIME] = value;
    return (handler as Handler)(event);
  };
}

const TYPES: Record<string, string> = { $connect: 'CONNECT', $disconnect: 'DISCONNECT' };
const requestContext = (routeKey: string, more: object = {}) => ({
  connectionId: ID,
  requestId: 'r1',
  routeKey,
  eventType: TYPES[routeKey] ?? 'MESSAGE',
  connectedAt: NOON,
  ...more,
});
const authorizer = { principalId: 'ada', exp: NOON_SECONDS + 60, tenant_id: 't1' };
const bodies = (queue: string) =>
  sent
    .filter(({ input }) => input.QueueUrl === queue)
    .flatMap(({ input }) =>
      (input.Entries as { MessageBody: string }[]).map(({ MessageBody }) => JSON.parse(MessageBody)),
    );

const handlers = () => ({
  connect: fresh('connect', {
    origins: ['https://app.example.com'],
    allowWithoutOrigin: false,
    claims: ['tenant_id'],
    expiryQueueUrl: 'https://sqs/expiry',
    connectedQueueUrls: ['https://sqs/connected'],
  }),
  disconnect: fresh('disconnect', { disconnectedQueueUrls: ['https://sqs/disconnected'] }),
  channels: fresh('channels', { rules: RULES, mostChannels: 2 }),
  closeExpired: fresh('close-expired', {
    disconnectedQueueUrls: ['https://sqs/disconnected'],
    callbackUrl: 'https://api/prod',
    expiryQueueUrl: 'https://sqs/expiry',
  }),
});

const handshake = (origin: string) => ({
  headers: { Origin: origin, 'Sec-WebSocket-Protocol': 'bearer, secret' },
  queryStringParameters: { token: 'secret' },
  requestContext: requestContext('$connect', { authorizer }),
});
const message = (action: string, channel: string) => ({
  body: JSON.stringify({ action, channel }),
  requestContext: requestContext(action, { authorizer }),
});
const frameOf = (answer: object) => JSON.parse((answer as { body: string }).body);

it('a connection from its handshake to its end', async () => {
  const { connect, channels, disconnect } = handlers();
  expect(await connect(handshake('https://app.example.com'))).toEqual({
    statusCode: 200,
    headers: { 'Sec-WebSocket-Protocol': 'bearer' },
  });
  expect(bodies('https://sqs/connected')).toEqual([expect.objectContaining({ event: 'connected', user: 'ada' })]);
  expect(frameOf(await channels(message('subscribe', 'tenant:t1')))).toEqual({
    type: 'subscribed',
    channel: 'tenant:t1',
  });
  expect(frameOf(await channels(message('subscribe', 'tenant:t2')))).toMatchObject({ code: 'forbidden' });
  expect(frameOf(await channels(message('subscribe', 'private:1')))).toMatchObject({ type: 'subscribed' });
  expect(frameOf(await channels(message('subscribe', 'private:2')))).toMatchObject({ code: 'too-many-channels' });
  expect(frameOf(await channels(message('presence', 'tenant:t1'))).members).toEqual([{ user: 'ada', connections: 1 }]);
  expect(frameOf(await channels(message('unsubscribe', 'private:1')))).toMatchObject({ type: 'unsubscribed' });
  expect(await database.partitionsOf(tableName, ID)).toHaveLength(3);

  expect(await disconnect({ requestContext: requestContext('$disconnect') })).toEqual({ statusCode: 200 });
  await disconnect({ requestContext: requestContext('$disconnect') });
  expect(await database.partitionsOf(tableName, ID)).toEqual([]);
  expect(bodies('https://sqs/disconnected')).toEqual([
    expect.objectContaining({ event: 'disconnected', connectionId: ID, reason: 'closed' }),
  ]);
});

it('a page of another origin is turned away', async () => {
  expect(await handlers().connect(handshake('https://evil.example'))).toEqual({ statusCode: 403 });
  expect(await database.partitionsOf(tableName, ID)).toEqual([]);
  expect(printed).toHaveLength(1);
});

it('a connection whose token ends is closed; a message that is no note fails alone', async () => {
  const { connect, closeExpired } = handlers();
  await connect(handshake('https://app.example.com'));
  const [note] = bodies('https://sqs/expiry');
  const event = {
    Records: [
      { messageId: 'm1', body: JSON.stringify(note) },
      { messageId: 'm2', body: '{"secret"' },
    ],
  };
  const failures = { batchItemFailures: [{ itemIdentifier: 'm2' }] };
  expect(await closeExpired(event)).toEqual(failures);
  expect(bodies('https://sqs/expiry')).toEqual([note, note]);
  now = NOON + 60_000;
  expect(await closeExpired(event)).toEqual(failures);
  expect(sent.filter(({ constructor }) => constructor.name === 'DeleteConnectionCommand')).toHaveLength(1);
  expect(await database.partitionsOf(tableName, ID)).toEqual([]);
  expect(bodies('https://sqs/disconnected')).toEqual([expect.objectContaining({ reason: 'expired' })]);
});

it.each([[{ allow: 'true' }], [{ allow: 1 }], [{}], [['allow']]])('a function that answers %j denies', async (said) => {
  joinAnswer = said;
  const { connect, channels } = handlers();
  await connect(handshake('https://app.example.com'));
  expect(frameOf(await channels(message('subscribe', 'private:1')))).toMatchObject({ code: 'forbidden' });
});

it('a message that names $connect or $disconnect as its action does nothing', async () => {
  const { connect, disconnect, channels } = handlers();
  const asMessage = { requestContext: requestContext('$connect', { authorizer, eventType: 'MESSAGE' }) };
  const headers = { Origin: 'https://app.example.com' };
  expect(await connect({ ...asMessage, headers })).toEqual({ statusCode: 403 });
  expect(await database.partitionsOf(tableName, ID)).toEqual([]);
  await connect(handshake('https://app.example.com'));
  expect(await disconnect(asMessage)).toEqual({ statusCode: 403 });
  expect(await channels({ ...message('subscribe', 'tenant:t1'), ...handshake('x') })).toEqual({ statusCode: 403 });
  expect(await database.partitionsOf(tableName, ID)).toHaveLength(2);
  expect(printed).toHaveLength(3);
});

it.each([
  ['connect', '$connect'],
  ['disconnect', '$disconnect'],
  ['channels', 'subscribe'],
  ['close-expired', 'x'],
])('%s says what is missing in its environment', async (name, routeKey) => {
  let handler: Handler | undefined;
  jest.isolateModules(() => {
    ({ handler } = jest.requireActual<{ handler: Handler }>(`../../../lib/runtime/handlers/${name}`));
  });
  await expect(handler?.({ Records: [], requestContext: requestContext(routeKey) })).rejects.toThrow(
    'REALTIME is missing',
  );
});
