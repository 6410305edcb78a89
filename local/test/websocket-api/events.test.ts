import { RunningFixture, serveTemplate } from '../support/gateway';
import { SocketClient } from '../support/socket-client';
import { ECHO_EVENT, webSocketTemplate } from '../support/websocket-api';

/** Says what it got in its log, which is all that `$connect` and `$disconnect` can do. */
const TELL = 'exports.handler = async (event) => { console.log(JSON.stringify(event)); return { statusCode: 200 }; };';

let running: RunningFixture;
let told: (() => void) | undefined;
const lines: string[] = [];
beforeAll(async () => {
  const template = webSocketTemplate({
    routes: { $connect: 'Tell', $disconnect: 'Tell', $default: 'Echo' },
    replies: ['$default'],
    functions: { Tell: TELL, Echo: ECHO_EVENT },
    stages: [{ StageName: 'prod' }, { StageName: 'beta', StageVariables: { colour: 'blue' } }],
  });
  running = await serveTemplate(template, {
    onFunctionLog: ({ text }) => {
      lines.push(text);
      told?.();
    },
  });
});
afterAll(() => running.close());

// what is in an event is the tests' business
// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function nextEvent(): Promise<any> {
  if (lines.length === 0) await new Promise<void>((resolve) => (told = resolve));
  return JSON.parse(lines.shift()!);
}

const COMMON = [
  'apiId',
  'connectedAt',
  'connectionId',
  'domainName',
  'eventType',
  'extendedRequestId',
  'identity',
  'messageDirection',
  'requestId',
  'requestTime',
  'requestTimeEpoch',
  'routeKey',
  'stage',
];

it('W-11, W-14: CONNECT', async () => {
  const headers = { 'X-Mixed': 'Case', 'User-Agent': 'test/1' };
  const client = await SocketClient.open(`${running.gateway.url('Live', 'beta')}?a=1&a=2`, [], { headers });
  const event = await nextEvent();
  expect(Object.keys(event).sort()).toEqual([
    'headers',
    'isBase64Encoded',
    'multiValueHeaders',
    'multiValueQueryStringParameters',
    'queryStringParameters',
    'requestContext',
    'stageVariables',
  ]);
  expect(event).toMatchObject({
    headers: { 'X-Mixed': 'Case', 'Sec-WebSocket-Version': '13', 'X-Forwarded-For': '127.0.0.1' },
    multiValueHeaders: { 'X-Mixed': ['Case'], Host: [expect.stringContaining('127.0.0.1')] },
    queryStringParameters: { a: '2' },
    multiValueQueryStringParameters: { a: ['1', '2'] },
    stageVariables: { colour: 'blue' },
    isBase64Encoded: false,
  });
  expect(event.headers['X-Amzn-Trace-Id']).toMatch(/^Root=1-/);
  const { requestContext } = event;
  expect(Object.keys(requestContext).sort()).toEqual(COMMON);
  expect(requestContext).toMatchObject({
    routeKey: '$connect',
    eventType: 'CONNECT',
    messageDirection: 'IN',
    stage: 'beta',
    identity: { sourceIp: '127.0.0.1', userAgent: 'test/1' },
    domainName: `${requestContext.apiId}.execute-api.us-east-1.amazonaws.com`,
  });
  expect(requestContext.requestId).toBe(requestContext.extendedRequestId);
  expect(requestContext.connectionId).toMatch(/^[\w-]{15}=$/);
  await client.close();
  await nextEvent();
});

it('W-11: no query string, no such members', async () => {
  const client = await SocketClient.open(running.gateway.url('Live'));
  expect(Object.keys(await nextEvent()).sort()).toEqual([
    'headers',
    'isBase64Encoded',
    'multiValueHeaders',
    'requestContext',
  ]);
  await client.close();
  await nextEvent();
});

it('W-12, W-14: MESSAGE', async () => {
  const client = await SocketClient.open(running.gateway.url('Live'), [], { headers: { 'User-Agent': 'test/1' } });
  const { requestContext: connect } = await nextEvent();
  client.send('{"a": "ü"}');
  const event = await client.nextJson();
  expect(Object.keys(event).sort()).toEqual(['body', 'isBase64Encoded', 'requestContext']);
  expect(event).toMatchObject({ body: '{"a": "ü"}', isBase64Encoded: false });
  const { requestContext } = event;
  expect(Object.keys(requestContext).sort()).toEqual([...COMMON, 'messageId'].sort());
  expect(requestContext).toMatchObject({
    routeKey: '$default',
    eventType: 'MESSAGE',
    connectedAt: connect.connectedAt,
    connectionId: connect.connectionId,
    identity: { sourceIp: '127.0.0.1', userAgent: 'test/1' },
  });
  expect(requestContext.requestId).not.toBe(connect.requestId);
  await client.close();
  await nextEvent();
});

it.each([
  ['without a code', undefined, 1005, 'Client-side close frame status not set'],
  ['when the page is left', 1001, 1001, ''],
  ['with a code', 4001, 4001, ''],
])('W-13, W-16: DISCONNECT %s', async (_, code, disconnectStatusCode, disconnectReason) => {
  const client = await SocketClient.open(running.gateway.url('Live'));
  const { requestContext: connect } = await nextEvent();
  client.socket.close(code);
  const event = await nextEvent();
  expect(Object.keys(event).sort()).toEqual(['headers', 'isBase64Encoded', 'multiValueHeaders', 'requestContext']);
  expect(event.headers).toEqual({
    Host: connect.domainName,
    'x-api-key': '',
    'X-Forwarded-For': '',
    'x-restapi': '',
  });
  expect(Object.keys(event.requestContext).sort()).toEqual(
    [...COMMON, 'disconnectReason', 'disconnectStatusCode'].sort(),
  );
  expect(event.requestContext).toMatchObject({
    routeKey: '$disconnect',
    eventType: 'DISCONNECT',
    connectionId: connect.connectionId,
    disconnectStatusCode,
    disconnectReason,
  });
});

it('W-16: a client that vanishes is 1006', async () => {
  const client = await SocketClient.open(running.gateway.url('Live'));
  await nextEvent();
  client.socket.terminate();
  expect((await nextEvent()).requestContext).toMatchObject({ disconnectStatusCode: 1006 });
});
