import { connect, ConnectDeps } from '../../../lib/runtime/realtime/connect';
import { Outbox, QueueEntry } from '../../../lib/runtime/realtime/ports';
import { WebSocketEvent } from '../../../lib/runtime/realtime/websocket-event';
import { NOON, NOON_SECONDS, sdkError } from './fixtures';

const ORIGIN = 'https://app.example.com';
const SETTINGS = {
  tableName: 'connections',
  origins: [ORIGIN, 'https://*.preview.example.com'],
  allowWithoutOrigin: false,
  claims: ['tenant_id', 'level', 'missing', 'nested'],
  expiryQueueUrl: 'https://sqs/expiry',
  connectedQueueUrls: ['https://sqs/connected'],
};

const event = (
  headers: Record<string, string[]> = { Origin: [ORIGIN] },
  context: Partial<WebSocketEvent['requestContext']> = {},
): WebSocketEvent => ({
  headers: Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.at(-1)])),
  multiValueHeaders: headers,
  requestContext: {
    connectionId: 'c1',
    requestId: 'r1',
    routeKey: '$connect',
    eventType: 'CONNECT',
    connectedAt: NOON,
    ...context,
  },
});

class FakeOutbox implements Outbox {
  public readonly entries: QueueEntry[] = [];
  public broken = false;

  public async send(entries: readonly QueueEntry[]): Promise<void> {
    if (this.broken) {
      throw sdkError('QueueDoesNotExist');
    }
    this.entries.push(...entries);
  }
}

let store: jest.Mocked<ConnectDeps['store']>;
let expiry: FakeOutbox;
let connected: FakeOutbox;
let logged: Record<string, unknown>[];
const run = (of: WebSocketEvent, settings: Partial<ConnectDeps['settings']> = {}) =>
  connect(
    {
      settings: { ...SETTINGS, ...settings },
      store,
      expiry,
      connected: [connected],
      now: () => NOON,
      log: (level, message, facts) => logged.push({ level, message, ...facts }),
    },
    of,
  );

beforeEach(() => {
  store = { add: jest.fn().mockResolvedValue(undefined), forget: jest.fn() };
  expiry = new FakeOutbox();
  connected = new FakeOutbox();
  logged = [];
});

describe('W-9: the origin', () => {
  it.each([
    ['is on the list', [ORIGIN], {}, 200, undefined],
    ['matches a pattern', ['https://pr-1.preview.example.com'], {}, 200, undefined],
    ['is another', ['https://app.example.com.evil.example'], {}, 403, 'origin-not-allowed'],
    ['is null', ['null'], {}, 403, 'opaque-origin'],
    ['is null where all may', ['null'], { origins: ['*'] }, 403, 'opaque-origin'],
    ['is any where all may', ['https://any.example'], { origins: ['*'] }, 200, undefined],
    ['is there twice', [ORIGIN, ORIGIN], {}, 403, 'several-origins'],
    ['is two in one', [`${ORIGIN}, https://evil.example`], { origins: ['*'] }, 403, 'several-origins'],
    ['is missing', [], {}, 403, 'no-origin'],
    ['is missing where all may', [], { origins: ['*'] }, 403, 'no-origin'],
    ['is missing, which may be', [], { allowWithoutOrigin: true }, 200, undefined],
    ['is empty, though it may be missing', [''], { allowWithoutOrigin: true }, 403, 'origin-not-allowed'],
  ])('%s', async (_, values, settings, statusCode, reason) => {
    const headers: Record<string, string[]> = values.length > 0 ? { oRiGiN: values } : {};
    expect((await run(event(headers), settings)).statusCode).toBe(statusCode);
    expect(logged.map((line) => line.reason)).toEqual(reason === undefined ? [] : [reason]);
    expect(store.add).toHaveBeenCalledTimes(statusCode === 200 ? 1 : 0);
  });

  it('is in the log cut short, with ids and no other header', async () => {
    const headers = { Origin: [`https://${'x'.repeat(500)}`], Cookie: ['secret'] };
    await run(event(headers));
    expect(logged).toEqual([
      {
        level: 'WARN',
        message: 'handshake refused',
        reason: 'origin-not-allowed',
        origin: `https://${'x'.repeat(92)}`,
        connectionId: 'c1',
        requestId: 'r1',
      },
    ]);
  });
});

it.each([
  [['bearer, secret'], 'bearer'],
  [['chat', 'bearer', 'secret'], 'bearer'],
  [['chat, Bearer, v2'], undefined],
  [[], undefined],
])('W-10: offered %j, answered %s', async (offered, answered) => {
  const headers: Record<string, string[]> = {
    Origin: [ORIGIN],
    ...(offered.length > 0 && { 'Sec-WebSocket-Protocol': offered }),
  };
  const answer = await run(event(headers));
  expect(answer).toEqual(
    answered ? { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': answered } } : { statusCode: 200 },
  );
});

describe('what is kept', () => {
  const kept = async (context: Partial<WebSocketEvent['requestContext']>, settings = {}) => {
    await run(event(undefined, context), settings);
    return store.add.mock.calls[0]?.[0];
  };

  it('user, end of the authorization and the claims that are asked for', async () => {
    const authorizer = {
      principalId: 'ada',
      exp: `${NOON_SECONDS + 60}`,
      tenant_id: 't1',
      level: 3,
      nested: {},
      x: 'y',
    };
    expect(await kept({ authorizer })).toEqual({
      connectionId: 'c1',
      user: 'ada',
      connectedAt: NOON,
      ttl: NOON_SECONDS + 9_000,
      expiresAt: NOON_SECONDS + 60,
      channels: [],
      claims: { tenant_id: 't1', level: '3' },
    });
  });

  it('the ARN of an IAM caller; nobody where callers are not known', async () => {
    expect(await kept({ identity: { userArn: 'arn:aws:iam::1:user/ada' } })).toMatchObject({
      user: 'arn:aws:iam::1:user/ada',
    });
    store.add.mockClear();
    expect(await kept({ identity: { userArn: null } })).not.toHaveProperty('user');
  });

  it('the id of a person in a Cognito identity pool, who all have one ARN', async () => {
    const identity = { cognitoIdentityId: 'us-east-1:ada', userArn: 'arn:aws:sts::1:assumed-role/Web/CognitoIdentity' };
    expect(await kept({ identity })).toMatchObject({ user: 'us-east-1:ada' });
  });

  it('no end where the connection may outlive the token', async () => {
    const authorizer = { principalId: 'ada', exp: NOON_SECONDS - 60 };
    expect(await kept({ authorizer }, { expiryQueueUrl: undefined })).not.toHaveProperty('expiresAt');
    expect(expiry.entries).toEqual([]);
  });

  it.each([
    [{ principalId: 'é'.repeat(513) }, 403, 'user-too-long'],
    [{ principalId: 'ada', exp: 'soon' }, 403, 'malformed-exp'],
    [{ principalId: 'ada', exp: true }, 403, 'malformed-exp'],
    [{ principalId: 'ada', exp: NOON + 60_000 }, 403, 'exp-in-milliseconds'],
    [{ principalId: 'ada', exp: `${NOON + 60_000}` }, 403, 'exp-in-milliseconds'],
    [{ principalId: 'ada', exp: NOON_SECONDS }, 401, 'expired'],
  ])('nothing of %j', async (authorizer, statusCode, reason) => {
    expect(await run(event(undefined, { authorizer }))).toEqual({ statusCode });
    expect(logged).toEqual([expect.objectContaining({ reason, connectionId: 'c1' })]);
    expect(store.add).not.toHaveBeenCalled();
  });
});

it.each([
  [60, 60],
  [900, 900],
  [3_600, 900],
  [1, 2],
])('an authorization of %d seconds is noted for %d seconds later', async (seconds, delaySeconds) => {
  await run(event(undefined, { authorizer: { exp: NOON_SECONDS + seconds } }));
  const expiresAt = NOON_SECONDS + seconds;
  expect(expiry.entries).toEqual([
    { body: JSON.stringify({ connectionId: 'c1', expiresAt, connectedAt: NOON }), delaySeconds },
  ]);
});

it('W-34: one that outlasts every connection is not noted', async () => {
  await run(event(undefined, { authorizer: { exp: NOON_SECONDS + 9_000 } }));
  expect(expiry.entries).toEqual([]);
});

it('W-2: functions are told of it when the client is connected', async () => {
  await run(event(undefined, { authorizer: { principalId: 'ada' } }));
  expect(connected.entries).toEqual([
    {
      body: '{"event":"connected","connectionId":"c1","user":"ada","connectedAt":"2026-11-21T12:00:00.000Z"}',
      delaySeconds: 1,
    },
  ]);
});

describe('faults', () => {
  const whole = event(undefined, { authorizer: { principalId: 'ada', exp: NOON_SECONDS + 60, tenant_id: 'secret' } });
  afterEach(() => expect(JSON.stringify(logged)).not.toMatch(/secret|ada/));

  it('functions that are not told are no reason to refuse', async () => {
    connected.broken = true;
    expect(await run(whole)).toEqual({ statusCode: 200 });
    expect(logged).toEqual([expect.objectContaining({ level: 'ERROR', message: 'function not told' })]);
  });

  it('without a note nobody connects, and nothing is left', async () => {
    expiry.broken = true;
    await expect(run(whole)).rejects.toThrow('connection c1 could not be kept');
    expect(store.forget).toHaveBeenCalledWith({ all: true }, 'c1');
    expect(connected.entries).toEqual([]);
  });

  it('DynamoDB throttled is a handshake that fails, and is not left half done', async () => {
    store.add.mockRejectedValue(sdkError('ThrottlingException'));
    store.forget.mockRejectedValue(sdkError('ThrottlingException'));
    await expect(run(whole)).rejects.toThrow('connection c1 could not be kept');
    expect(store.forget).toHaveBeenCalledWith({ user: 'ada' }, 'c1');
    expect(connected.entries).toEqual([]);
    expect(logged).toEqual([]);
  });
});
