import { Connection } from '../../../lib/runtime/contract/realtime/audience';
import { closeExpired } from '../../../lib/runtime/realtime/close-expired';
import { PostOutcome, QueueEntry } from '../../../lib/runtime/realtime/ports';
import { connection, NOON, NOON_SECONDS, sdkError } from './fixtures';

const ID = connection().connectionId;

let now: number;
let found: Connection | undefined;
let outcome: PostOutcome;
/** Before `outcome`. */
let outcomes: PostOutcome[];
let steps: string[];
let told: unknown[];
let sentAgain: QueueEntry[];
let queueIsBroken: boolean;

const noteOf = (expiresAt: number) => ({ connectionId: ID, expiresAt, connectedAt: NOON });
const run = (note: unknown) =>
  closeExpired(
    {
      store: {
        beginLeaving: async () => found,
        forget: async (audience, id) => {
          expect(audience).toEqual({ all: true });
          steps.push(`remove ${id}`);
          found = undefined;
        },
      },
      endpoint: {
        close: async (id) => {
          steps.push(`close ${id}`);
          return outcomes.shift() ?? outcome;
        },
      },
      disconnected: [{ send: async ([{ body }]) => void told.push(JSON.parse(body)) }],
      expiry: {
        send: async (entries) => {
          if (queueIsBroken) {
            throw sdkError('RequestThrottled');
          }
          sentAgain.push(...entries);
        },
      },
      now: () => now,
      pause: async (attempt) => void steps.push(`pause ${attempt}`),
    },
    typeof note === 'string' ? note : JSON.stringify(note),
  );

beforeEach(() => {
  now = NOON + 3_600_000;
  found = connection({ expiresAt: NOON_SECONDS + 3_600 });
  outcome = 'delivered';
  outcomes = [];
  steps = [];
  told = [];
  sentAgain = [];
  queueIsBroken = false;
});

it.each<PostOutcome>(['delivered', 'gone'])(
  'when it is time, the connection is closed and taken out: %s',
  async (is) => {
    outcome = is;
    await run(noteOf(NOON_SECONDS + 3_600));
    expect(steps).toEqual([`close ${ID}`, `remove ${ID}`]);
    expect(told).toEqual([
      {
        event: 'disconnected',
        connectionId: ID,
        user: 'ada',
        connectedAt: '2026-11-21T12:00:00.000Z',
        reason: 'expired',
      },
    ]);
    expect(sentAgain).toEqual([]);
  },
);

it.each([
  [3_601, 2],
  [3_700, 100],
  [9_000, 900],
])('a note for %d seconds after the handshake comes again in %d', async (seconds, delaySeconds) => {
  await run(noteOf(NOON_SECONDS + seconds));
  expect(sentAgain).toEqual([{ body: JSON.stringify(noteOf(NOON_SECONDS + seconds)), delaySeconds }]);
  expect(steps).toEqual([]);
});

it.each<PostOutcome>(['delivered', 'gone'])('a connection that is not in the table is closed too: %s', async (is) => {
  outcome = is;
  found = undefined;
  await run(noteOf(NOON_SECONDS + 3_600));
  expect(steps).toEqual([`close ${ID}`]);
  expect([...sentAgain, ...told]).toEqual([]);
});

describe('W-2: while the handshake may be going on', () => {
  beforeEach(() => {
    now = NOON + 5_000;
  });

  it('a connection that is not in the table yet is waited for', async () => {
    found = undefined;
    outcome = 'gone';
    await run(noteOf(NOON_SECONDS + 4));
    expect(sentAgain).toEqual([{ body: JSON.stringify(noteOf(NOON_SECONDS + 4)), delaySeconds: 2 }]);
  });

  it('one that can not be closed yet is closed later', async () => {
    outcome = 'gone';
    await run(noteOf(NOON_SECONDS + 4));
    expect(sentAgain).toHaveLength(1);
    now = NOON + 30_000;
    await run(sentAgain[0].body);
    expect(steps).toEqual([`close ${ID}`, `close ${ID}`, `remove ${ID}`]);
  });

  it('one that can be closed is', async () => {
    await run(noteOf(NOON_SECONDS + 4));
    expect(steps).toEqual([`close ${ID}`, `remove ${ID}`]);
  });
});

it('W-29: a close that is throttled is tried again at once', async () => {
  outcomes = ['retry', 'retry'];
  await run(noteOf(NOON_SECONDS + 3_600));
  expect(steps).toEqual([`close ${ID}`, 'pause 1', `close ${ID}`, 'pause 2', `close ${ID}`, `remove ${ID}`]);
  expect(sentAgain).toEqual([]);
});

it('W-29: one that is throttled for longer is tried again later, by a note of its own', async () => {
  outcome = 'retry';
  await run(noteOf(NOON_SECONDS + 3_600));
  expect(steps.filter((step) => step.startsWith('close'))).toHaveLength(4);
  expect(sentAgain).toEqual([{ body: JSON.stringify(noteOf(NOON_SECONDS + 3_600)), delaySeconds: 2 }]);
  expect(told).toEqual([]);
});

it('W-34: but not for longer than a connection lasts', async () => {
  outcome = 'retry';
  now = NOON + 9_000_000;
  await run(noteOf(NOON_SECONDS + 3_600));
  expect(sentAgain).toEqual([]);
  expect(told).toHaveLength(1);
});

it('a connection that API Gateway refuses to close stays, and the note', async () => {
  outcome = 'refused';
  await expect(run(noteOf(NOON_SECONDS + 3_600))).rejects.toThrow('refuses to close');
  expect(steps).toEqual([`close ${ID}`]);
});

it('a note that can not be sent again stays', async () => {
  queueIsBroken = true;
  await expect(run(noteOf(NOON_SECONDS + 9_000))).rejects.toThrow('RequestThrottled');
});

it('a note that comes twice does its work once', async () => {
  await run(noteOf(NOON_SECONDS + 3_600));
  await run(noteOf(NOON_SECONDS + 3_600));
  expect(told).toHaveLength(1);
});

it.each([
  'secret',
  'null',
  '{}',
  '{"connectionId":5,"expiresAt":1,"connectedAt":1}',
  '{"connectionId":"c","expiresAt":"1"}',
])('what is no note fails without being repeated: %s', async (body) => {
  await expect(run(body)).rejects.toThrow(new Error('not a note of the expiry queue'));
});
