import { lifecycle, MessageError, presence, withMessages } from '../../../../lib/runtime';
import { memberItem } from '../../../../lib/runtime/realtime/connection-items';
import { FakeClient } from '../../clients/fake-client';

const requestContext = {
  connectionId: 'c1',
  requestId: 'r1',
  connectedAt: 5,
  authorizer: { principalId: 'u1', sub: 'u1', tenant: 't1', exp: 4_000_000_000 },
};
const eventOf = (body: string | undefined, authorizer: object = requestContext.authorizer) => ({
  body,
  requestContext: { ...requestContext, authorizer: { ...authorizer } },
});
const frameOf = ({ body }: { body?: string }) => JSON.parse(body ?? 'null');

let logged: string[];
beforeEach(() => {
  logged = [];
  jest.spyOn(console, 'log').mockImplementation((line) => void logged.push(line));
});
afterEach(() => jest.restoreAllMocks());

it('gives the message and who sent it, and replies with what is returned', async () => {
  const seen: unknown[] = [];
  const handler = withMessages<{ text: string }>(async ({ text }, { reply, ...sender }) => {
    seen.push(text, sender, typeof reply);
    return { got: text };
  });
  await expect(handler(eventOf('{"text":"hi"}'))).resolves.toEqual({ statusCode: 200, body: '{"got":"hi"}' });
  const claims = { principalId: 'u1', sub: 'u1', tenant: 't1', exp: '4000000000' };
  expect(seen).toEqual(['hi', { connectionId: 'c1', user: 'u1', connectedAt: 5, claims }, 'function']);
});

it('W-23: replies nothing where nothing is returned', async () => {
  await expect(withMessages(() => undefined)(eventOf('{}'))).resolves.toEqual({ statusCode: 200 });
});

it('posts replies to the sender', async () => {
  const post = jest.fn(async () => 'delivered' as const);
  await withMessages((_, { reply }) => reply({ now: 1 }), { connections: { post } })(eventOf('{}'));
  expect(post).toHaveBeenCalledWith('c1', { now: 1 });
});

it.each(['', 'no JSON', undefined])('replies to %j with an error frame', async (body) => {
  const frame = frameOf(await withMessages(() => 1)(eventOf(body)));
  expect(frame).toMatchObject({ type: 'error', code: 'unknown-action', connectionId: 'c1', requestId: 'r1' });
});

it('tells the client what the handler says', async () => {
  const handler = withMessages(() => {
    throw new MessageError('no-such-room', 'There is no such room.');
  });
  expect(frameOf(await handler(eventOf('{"ref":"7"}')))).toEqual({
    type: 'error',
    code: 'no-such-room',
    message: 'There is no such room.',
    connectionId: 'c1',
    requestId: 'r1',
    ref: '7',
  });
  expect(logged).toEqual([]);
});

it('tells the client nothing of other errors, and the log nothing of the message', async () => {
  const handler = withMessages(() => Promise.reject(new Error('table is gone')));
  const { body = '' } = await handler(eventOf('{"text":"secret"}'));
  expect(JSON.parse(body).code).toBe('internal-error');
  expect(body).not.toContain('table is gone');
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('table is gone');
  expect(logged[0]).not.toContain('secret');
});

it('refuses messages after the authorization has ended, unless told otherwise', async () => {
  const over = eventOf('{}', { exp: '1000' });
  expect(frameOf(await withMessages(() => 1)(over)).code).toBe('not-connected');
  expect(frameOf(await withMessages(() => 1, { allowExpired: true })(over))).toBe(1);
});

it('lifecycle: calls for each event, and has those come again that fail', async () => {
  const seen: string[] = [];
  const handler = lifecycle(async ({ connectionId, event }) => {
    seen.push(`${connectionId} ${event}`);
    if (connectionId === 'c2') {
      throw new Error('no');
    }
  });
  const Records = ['c1', 'c2'].map((connectionId) => ({
    messageId: `m-${connectionId}`,
    body: JSON.stringify({ event: 'connected', connectionId, connectedAt: '2026-01-01T00:00:00Z' }),
  }));
  await expect(handler({ Records })).resolves.toEqual({ batchItemFailures: [{ itemIdentifier: 'm-c2' }] });
  expect(seen).toEqual(['c1 connected', 'c2 connected']);
});

it('presence: users by name with their connections, of all pages, without those that are over', async () => {
  const member = (connectionId: string, user?: string, more = {}) =>
    memberItem({ channel: 'r' }, { connectionId, user, connectedAt: 1, ttl: 4e9, ...more });
  const pages: Record<string, object> = {
    'CHANNEL#r#0': { Items: [member('a', 'zoe'), member('b', 'ann')], LastEvaluatedKey: { sk: { S: 'b' } } },
    'CHANNEL#r#0 after b': { Items: [member('c', 'ann'), member('d', 'ted', { expiresAt: 5 })] },
    'CHANNEL#r#15': { Items: [member('e'), member('f', 'old', { ttl: 5 })] },
  };
  const Query = ({ ExpressionAttributeValues, ExclusiveStartKey, ConsistentRead }: never): object => {
    expect(ConsistentRead).toBe(true);
    const start = ExclusiveStartKey ? ` after ${(ExclusiveStartKey as { sk: { S: string } }).sk.S}` : '';
    return pages[`${(ExpressionAttributeValues as { ':pk': { S: string } })[':pk'].S}${start}`] ?? {};
  };
  const client = new FakeClient({ Query });
  await expect(presence('r', { tableName: 't', client })).resolves.toEqual([
    { connections: 1 },
    { user: 'ann', connections: 2 },
    { user: 'zoe', connections: 1 },
  ]);
  expect(client.sent).toHaveLength(17);
});
