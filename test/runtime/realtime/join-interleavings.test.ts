import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc, { Scheduler } from 'fast-check';
import { itemOf } from '../../../lib/runtime/contract/realtime/connections-table';
import { DynamoDbConnectionStore } from '../../../lib/runtime/realtime/dynamodb-connection-store';
import { endConnection } from '../../../lib/runtime/realtime/end-connection';
import { JoinOutcome } from '../../../lib/runtime/realtime/ports';
import { ConnectionsDatabase, startConnectionsDatabase } from './connections-database';
import { connection, NOON } from './fixtures';

type Operation = { readonly kind: 'join' | 'leave'; readonly channel: string } | { readonly kind: 'remove' };

const MOST_CHANNELS = 2;
const CHANNELS = ['a', 'b', 'c'];

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('join' as const), channel: fc.constantFrom(...CHANNELS) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('leave' as const), channel: fc.constantFrom(...CHANNELS) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'remove' as const }) },
);

const end = (store: DynamoDbConnectionStore, connectionId: string) =>
  endConnection({ store, disconnected: [] }, connectionId, 'closed');

let database: ConnectionsDatabase;
let tableName: string;
let count = 0;
beforeAll(async () => {
  database = await startConnectionsDatabase();
  tableName = await database.createTable();
});
afterAll(() => database.close());

/** Does all operations at once, every request to DynamoDB in an order of the scheduler's. */
async function race(scheduler: Scheduler, operations: readonly Operation[]) {
  const connectionId = `connection-${count++}`;
  const member = connection({ connectionId });
  const tools = { now: () => NOON };
  const plain = new DynamoDbConnectionStore(database.client, tableName, tools);
  await plain.add(member);
  await plain.join('a', member, MOST_CHANNELS);
  const send = scheduler.scheduleFunction((command: never) => database.client.send(command));
  const raced = new DynamoDbConnectionStore({ send } as unknown as DynamoDBClient, tableName, tools);
  const outcomes = await scheduler.waitFor(
    Promise.all(
      operations.map(async (each): Promise<JoinOutcome | undefined> => {
        if (each.kind === 'join') {
          return raced.join(each.channel, member, MOST_CHANNELS);
        }
        await (each.kind === 'leave' ? raced.leave(each.channel, connectionId) : end(raced, connectionId));
        return undefined;
      }),
    ),
  );
  const partitions = await database.partitionsOf(tableName, connectionId);
  const isIn = (channel: string) => partitions.includes(itemOf({ channel }, connectionId).pk);
  return { outcomes, partitions, known: await plain.beginLeaving(connectionId), inChannels: CHANNELS.filter(isIn) };
}

const property = (operations: fc.Arbitrary<Operation[]>, check: (operations: Operation[], end: End) => void) =>
  fc.assert(
    fc.asyncProperty(fc.scheduler(), operations, async (scheduler, list) => check(list, await race(scheduler, list))),
    { numRuns: 80 },
  );
type End = Awaited<ReturnType<typeof race>>;

it('after a disconnect nothing is left, whatever it raced with', async () => {
  const withRemove = fc
    .array(operation, { minLength: 1, maxLength: 4 })
    .map((list): Operation[] => [...list, { kind: 'remove' }]);
  await property(withRemove, (_, { partitions }) => expect(partitions).toEqual([]));
}, 60_000);

it('what is in a channel is known to the connection, so that it leaves on disconnect', async () => {
  await property(fc.array(operation, { minLength: 2, maxLength: 5 }), (_, { known, inChannels }) =>
    expect(known?.channels ?? []).toEqual(expect.arrayContaining(inChannels)),
  );
}, 60_000);

it('who was told to have joined is in the channel, unless it asked to leave or ended meanwhile', async () => {
  await property(fc.array(operation, { minLength: 2, maxLength: 5 }), (operations, { outcomes, inChannels }) => {
    const ended = operations.some(({ kind }) => kind === 'remove');
    const left = operations.flatMap((each) => (each.kind === 'leave' ? each.channel : []));
    operations.forEach((each, index) => {
      if (each.kind === 'join' && outcomes[index] === 'joined' && !ended && !left.includes(each.channel)) {
        expect(inChannels).toContain(each.channel);
      }
    });
  });
}, 60_000);

it('without requests to leave there are never more channels than allowed', async () => {
  const joins = fc.array(
    operation.filter(({ kind }) => kind === 'join'),
    { minLength: 2, maxLength: 5 },
  );
  await property(joins, (_, { known }) => expect(known?.channels.length).toBeLessThanOrEqual(MOST_CHANNELS));
}, 60_000);

describe('a disconnect that is killed', () => {
  /** Does some steps, and then nothing more, as a process that is gone. The answer of the last one may be lost. */
  function mortal(steps: number, losesAnswer: boolean) {
    let left = steps;
    return async <T>(step: () => Promise<T>): Promise<T> => {
      left -= 1;
      if (left < 0) {
        throw new Error('killed');
      }
      const done = await step();
      if (left === 0 && losesAnswer) {
        throw new Error('killed');
      }
      return done;
    };
  }

  it('is told and leaves nothing when someone does it again, wherever it was and whatever it raced with', async () => {
    const joins = fc.array(
      operation.filter(({ kind }) => kind === 'join'),
      { maxLength: 2 },
    );
    const run = async (scheduler: Scheduler, operations: Operation[], steps: number, losesAnswer: boolean) => {
      const connectionId = `mortal-${count++}`;
      const member = connection({ connectionId });
      const tools = { now: () => NOON, pause: async () => undefined, log: () => undefined };
      const plain = new DynamoDbConnectionStore(database.client, tableName, tools);
      await plain.add(member);
      await plain.join('a', member, MOST_CHANNELS);
      const told: string[] = [];
      const disconnected = [{ send: async ([{ body }]: readonly { body: string }[]) => void told.push(body) }];
      const send = scheduler.scheduleFunction((command: never) => database.client.send(command));
      const raced = new DynamoDbConnectionStore({ send } as unknown as DynamoDBClient, tableName, tools);
      const live = mortal(steps, losesAnswer);
      const doomed = new DynamoDbConnectionStore(
        { send: (command: never) => live(() => send(command)) } as unknown as DynamoDBClient,
        tableName,
        tools,
      );
      const queues = disconnected.map((queue) => ({
        send: (entries: readonly { body: string }[]) => live(() => queue.send(entries)),
      }));
      await scheduler.waitFor(
        Promise.all([
          endConnection({ store: doomed, disconnected: queues }, connectionId, 'closed').catch(() => undefined),
          ...operations.map((each) => each.kind === 'join' && raced.join(each.channel, member, MOST_CHANNELS)),
        ]),
      );
      await endConnection({ store: plain, disconnected }, connectionId, 'gone');
      expect(await database.partitionsOf(tableName, connectionId)).toEqual([]);
      expect([1, 2]).toContain(told.length);
    };
    await fc.assert(fc.asyncProperty(fc.scheduler(), joins, fc.nat({ max: 4 }), fc.boolean(), run), { numRuns: 80 });
  }, 60_000);
});
