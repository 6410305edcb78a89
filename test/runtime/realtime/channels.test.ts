import { JoinQuestion } from '../../../lib/runtime/contract/realtime/channel-rules';
import { Member } from '../../../lib/runtime/contract/realtime/audience';
import { answerChannels, ChannelsDeps } from '../../../lib/runtime/realtime/channels';
import { connection, NOON, NOON_SECONDS, sdkError } from './fixtures';

const ID = connection().connectionId;
const SETTINGS: ChannelsDeps['settings'] = {
  tableName: 'connections',
  rules: [
    { kind: 'function', pattern: 'private:*', functionArn: 'first' },
    { kind: 'function', pattern: 'private:*', functionArn: 'second' },
    { kind: 'open', pattern: 'room:*', presence: true },
    { kind: 'claims', template: 'user:{principalId}' },
    { kind: 'open', pattern: 'tenant:lobby' },
    { kind: 'claims', template: 'tenant:{tenant_id}', presence: true },
    { kind: 'function', pattern: 'asked:*', functionArn: 'first', presence: true },
  ],
  mostChannels: 2,
};

let store: jest.Mocked<ChannelsDeps['store']>;
let allows: jest.Mock<Promise<boolean>, [string, JoinQuestion]>;
let logged: Record<string, unknown>[];

async function answer(routeKey: string, body: unknown): Promise<Record<string, unknown>> {
  const deps: ChannelsDeps = {
    settings: SETTINGS,
    store,
    functions: { allows },
    now: () => NOON,
    log: (level, message, facts) => logged.push({ level, message, ...facts }),
  };
  const { statusCode, body: sent = '' } = await answerChannels(deps, {
    body: typeof body === 'string' ? body : JSON.stringify(body),
    requestContext: { connectionId: ID, requestId: 'r1', routeKey, eventType: 'MESSAGE', connectedAt: NOON },
  });
  expect(statusCode).toBe(200);
  expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(131_072);
  return JSON.parse(sent);
}

const failed = (code: string, more: object = {}) => ({
  type: 'error',
  code,
  message: expect.any(String),
  connectionId: ID,
  requestId: 'r1',
  ...more,
});

beforeEach(() => {
  store = {
    get: jest.fn().mockResolvedValue(connection({ claims: { role: 'x' } })),
    join: jest.fn().mockResolvedValue('joined'),
    leave: jest.fn().mockResolvedValue(undefined),
    page: jest.fn().mockResolvedValue({ members: [] }),
  };
  allows = jest.fn().mockResolvedValue(false);
  logged = [];
});

describe('messages', () => {
  it.each([
    ['no JSON', '{"channel":', undefined],
    ['no object', 'null', undefined],
    ['no channel', { ref: '1' }, '1'],
    ['a channel that is no text', { channel: 5 }, undefined],
    ['an empty one', { channel: '', ref: 'a' }, 'a'],
    ['one that is too long', { channel: 'é'.repeat(129) }, undefined],
    ['one with a control character', { channel: 'room:\n' }, undefined],
    ['one with half a character', '{"channel":"room:\\ud800"}', undefined],
    ['a ref that is no text', { channel: 'room:1', ref: 5 }, undefined],
    ['a ref that is too long', { channel: 'room:1', ref: 'x'.repeat(129) }, undefined],
  ])('with %s are answered by what is wrong', async (_, body, ref) => {
    expect(await answer('subscribe', body)).toEqual(failed('bad-request', ref === undefined ? {} : { ref }));
    expect(store.get).not.toHaveBeenCalled();
  });

  it('may be as long as allowed', async () => {
    const [channel, ref] = [`room:${'x'.repeat(251)}`, 'r'.repeat(128)];
    expect(await answer('subscribe', { channel, ref })).toEqual({ type: 'subscribed', channel, ref });
  });

  it('of a connection that is not known, over or without authorization are not answered otherwise', async () => {
    for (const found of [undefined, connection({ ttl: NOON_SECONDS }), connection({ expiresAt: NOON_SECONDS })]) {
      store.get.mockResolvedValue(found);
      for (const action of ['subscribe', 'unsubscribe', 'presence']) {
        expect(await answer(action, { channel: 'room:1', ref: '1' })).toEqual(failed('not-connected', { ref: '1' }));
      }
    }
    expect(store.join).not.toHaveBeenCalled();
    expect(store.leave).not.toHaveBeenCalled();
  });

  it('of another route have no action of ours', async () => {
    expect(await answer('dance', { channel: 'room:1' })).toEqual(failed('unknown-action'));
  });

  it('that fail here tell nothing of why, and are in the log', async () => {
    store.get.mockRejectedValue(sdkError('ProvisionedThroughputExceededException'));
    expect(await answer('subscribe', { channel: 'room:1', ref: '1' })).toEqual(failed('internal-error', { ref: '1' }));
    expect(logged).toEqual([
      expect.objectContaining({ level: 'ERROR', message: 'message not answered', connectionId: ID, requestId: 'r1' }),
    ]);
    expect(JSON.stringify(logged)).not.toContain('room:1');
  });
});

describe('subscribe', () => {
  it('joins what a rule allows', async () => {
    expect(await answer('subscribe', { channel: 'room:1', ref: '1' })).toEqual({
      type: 'subscribed',
      channel: 'room:1',
      ref: '1',
    });
    expect(store.join).toHaveBeenCalledWith('room:1', expect.objectContaining({ connectionId: ID }), 2);
    expect(await answer('subscribe', { channel: 'user:ada' })).toEqual({ type: 'subscribed', channel: 'user:ada' });
    expect(allows).not.toHaveBeenCalled();
  });

  it.each(['user:eve', 'elsewhere', 'room:'])('%s is forbidden', async (channel) => {
    expect(await answer('subscribe', { channel })).toEqual(failed('forbidden'));
    expect(store.join).not.toHaveBeenCalled();
  });

  it.each(['too-many-channels', 'not-connected'] as const)('tells %s', async (outcome) => {
    store.join.mockResolvedValue(outcome);
    expect(await answer('subscribe', { channel: 'room:1' })).toEqual(failed(outcome));
  });

  it('asks functions, one after the other, until one allows', async () => {
    allows.mockImplementation(async (arn) => arn === 'second');
    expect(await answer('subscribe', { channel: 'private:1' })).toEqual({ type: 'subscribed', channel: 'private:1' });
    const question = { channel: 'private:1', connectionId: ID, user: 'ada', claims: { role: 'x' } };
    expect(allows.mock.calls).toEqual([
      ['first', question],
      ['second', question],
    ]);
  });

  it('a function that denies is forbidden; one that fails is our fault, unless the next allows', async () => {
    expect(await answer('subscribe', { channel: 'private:1' })).toEqual(failed('forbidden'));
    allows.mockImplementation(async (arn) => {
      if (arn === 'first') {
        throw sdkError('TooManyRequestsException');
      }
      return false;
    });
    expect(await answer('subscribe', { channel: 'private:1' })).toEqual(failed('internal-error'));
    expect(logged).toEqual([
      expect.objectContaining({ message: 'function about a join failed', functionArn: 'first', connectionId: ID }),
    ]);
    expect(store.join).not.toHaveBeenCalled();
    allows.mockImplementation(async (arn) => {
      if (arn === 'first') {
        throw sdkError('TooManyRequestsException');
      }
      return true;
    });
    expect(await answer('subscribe', { channel: 'private:1' })).toMatchObject({ type: 'subscribed' });
  });
});

it('unsubscribe leaves, whatever the rules say now', async () => {
  expect(await answer('unsubscribe', { channel: 'elsewhere', ref: '1' })).toEqual({
    type: 'unsubscribed',
    channel: 'elsewhere',
    ref: '1',
  });
  expect(store.leave).toHaveBeenCalledWith('elsewhere', ID);
});

describe('presence', () => {
  const member = (change: Partial<Member>): Member => ({ ...connection(), ...change });
  const inFirstShard = (members: Member[]) =>
    store.page.mockImplementation(async (partition) => ({ members: partition.endsWith('#0') ? members : [] }));
  beforeEach(() => store.get.mockResolvedValue(connection({ channels: ['room:1', 'user:ada'] })));

  it('counts the connections of users that may still be told anything', async () => {
    inFirstShard([
      member({}),
      member({ connectionId: 'c2' }),
      member({ connectionId: 'c3', user: 'bob' }),
      member({ connectionId: 'c4', user: undefined }),
      member({ connectionId: 'c5', user: 'late', expiresAt: NOON_SECONDS }),
    ]);
    expect(await answer('presence', { channel: 'room:1', ref: '1' })).toEqual({
      type: 'presence',
      channel: 'room:1',
      ref: '1',
      members: [{ connections: 1 }, { user: 'ada', connections: 2 }, { user: 'bob', connections: 1 }],
    });
    expect(store.page).toHaveBeenCalledTimes(16);
  });

  it('reads at most 100 items of each shard, and says when there are more', async () => {
    store.page.mockImplementation(async (partition) => ({
      members: [],
      next: partition.endsWith('#3') ? 'c' : undefined,
    }));
    expect(await answer('presence', { channel: 'room:1' })).toEqual({
      type: 'presence',
      channel: 'room:1',
      members: [],
      isPartial: true,
    });
    expect(store.page).toHaveBeenCalledTimes(16);
    expect(store.page.mock.calls.every(([, after, limit]) => after === undefined && limit === 100)).toBe(true);
  });

  it.each([
    ['who is not in it', 'room:2'],
    ['where it is not told', 'user:ada'],
  ])('is forbidden to those %s', async (_, channel) => {
    expect(await answer('presence', { channel })).toEqual(failed('forbidden'));
    expect(store.page).not.toHaveBeenCalled();
  });

  it('is forbidden to those whom only a rule without presence lets in', async () => {
    const channels = ['tenant:lobby', 'tenant:t1', 'tenant:t2'];
    store.get.mockResolvedValue(connection({ channels, claims: { tenant_id: 't1' } }));
    expect(await answer('presence', { channel: 'tenant:lobby' })).toEqual(failed('forbidden'));
    expect(await answer('presence', { channel: 'tenant:t2' })).toEqual(failed('forbidden'));
    expect(store.page).not.toHaveBeenCalled();
    expect(await answer('presence', { channel: 'tenant:t1' })).toMatchObject({ type: 'presence' });
  });

  it('is what the function of a rule decides, each time', async () => {
    store.get.mockResolvedValue(connection({ channels: ['asked:1'] }));
    expect(await answer('presence', { channel: 'asked:1' })).toEqual(failed('forbidden'));
    allows.mockResolvedValue(true);
    expect(await answer('presence', { channel: 'asked:1' })).toMatchObject({ type: 'presence' });
    expect(await answer('presence', { channel: 'asked:2' })).toEqual(failed('forbidden'));
    expect(allows).toHaveBeenCalledTimes(2);
  });

  it('names at most 1,000 users', async () => {
    inFirstShard(Array.from({ length: 1_200 }, (_, index) => member({ user: `u${index}` })));
    const { members, isPartial } = await answer('presence', { channel: 'room:1' });
    expect(members).toHaveLength(1_000);
    expect(isPartial).toBe(true);
  });

  it('W-32: fits into a frame', async () => {
    inFirstShard(Array.from({ length: 900 }, (_, index) => member({ user: `"é${index}`.padEnd(1_000, 'x') })));
    const { members, isPartial } = await answer('presence', { channel: 'room:1' });
    expect((members as unknown[]).length).toBeGreaterThan(100);
    expect(isPartial).toBe(true);
  });
});
