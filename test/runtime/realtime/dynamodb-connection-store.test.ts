import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Audience } from '../../../lib/runtime/contract/realtime/audience';
import { itemOf, partitionsOf } from '../../../lib/runtime/contract/realtime/connections-table';
import { DynamoDbConnectionStore } from '../../../lib/runtime/realtime/dynamodb-connection-store';
import { ConnectionsDatabase, startConnectionsDatabase } from './connections-database';
import { connection, NOON, NOON_SECONDS, sdkError } from './fixtures';

type Command = { readonly constructor: { readonly name: string }; readonly input: Record<string, unknown> };

let database: ConnectionsDatabase;
let tableName: string;
let now: number;
let sent: Command[];
let logged: unknown[];
/** What happens instead of a command; nothing where it gives nothing. */
let instead: (command: Command) => unknown;
let store: DynamoDbConnectionStore;

const ID = connection().connectionId;
const names = () => sent.map(({ constructor }) => constructor.name.replace('Command', ''));
const at = (audience: Audience) => itemOf(audience, ID).pk;
const partitions = () => database.partitionsOf(tableName, ID);
const remove = async () => {
  await store.beginLeaving(ID);
  await store.forget({ all: true }, ID);
};

beforeAll(async () => {
  database = await startConnectionsDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  tableName = await database.createTable();
  now = NOON;
  sent = [];
  logged = [];
  instead = () => undefined;
  const client = {
    send: async (command: never) => {
      sent.push(command);
      return (await instead(command)) ?? database.client.send(command);
    },
  } as unknown as DynamoDBClient;
  store = new DynamoDbConnectionStore(client, tableName, {
    now: () => now,
    pause: async () => undefined,
    log: (level, message, { connectionId }) => logged.push({ level, message, connectionId }),
  });
});

describe('a connection', () => {
  it('is kept with all there is to know', async () => {
    const whole = connection({ expiresAt: NOON_SECONDS + 60, claims: { tenant_id: 't1', role: 'admin' } });
    await store.add(whole);
    expect(await store.get(ID)).toEqual(whole);
    expect(await partitions()).toEqual([at({ all: true }), at({ user: 'ada' })]);
    expect(names()).toEqual(['PutItem', 'PutItem', 'GetItem']);
  });

  it('of nobody in particular is one item', async () => {
    await store.add(connection({ user: undefined }));
    expect(await store.get(ID)).toEqual(connection({ user: undefined }));
    expect(await partitions()).toEqual([at({ all: true })]);
  });

  it('cut off while it is added is not there', async () => {
    instead = ({ constructor }) => {
      if (constructor.name === 'PutItemCommand' && sent.length === 2) {
        throw sdkError('TimeoutError');
      }
    };
    await expect(store.add(connection())).rejects.toThrow('TimeoutError');
    expect(await store.get(ID)).toBeUndefined();
  });

  it('that leaves is in no other audience, and given to whoever asks until its own item is gone', async () => {
    await store.add(connection());
    for (const channel of Array.from({ length: 60 }, (_, index) => `room-${index}`)) {
      await store.join(channel, connection(), 100);
    }
    for (const leaving of await Promise.all([store.beginLeaving(ID), store.beginLeaving(ID)])) {
      expect(leaving).toMatchObject({ user: 'ada', connectedAt: NOON });
      expect(leaving?.channels).toHaveLength(60);
    }
    expect(await partitions()).toEqual([at({ all: true })]);
    await store.forget({ all: true }, ID);
    expect(await store.beginLeaving(ID)).toBeUndefined();
    expect(await partitions()).toEqual([]);
  });

  it('that leaves is not there any more, and joins nothing', async () => {
    await store.add(connection());
    await store.join('room-1', connection(), 9);
    await store.beginLeaving(ID);
    expect(await store.get(ID)).toBeUndefined();
    expect(await store.join('room-1', connection(), 9)).toBe('not-connected');
    expect(await store.join('room-2', connection(), 9)).toBe('not-connected');
    await store.leave('room-1', ID);
    expect(await partitions()).toEqual([at({ all: true })]);
  });
});

describe('channels', () => {
  beforeEach(() => store.add(connection()));

  it('are joined and left', async () => {
    sent = [];
    expect(await store.join('room-1', connection(), 2)).toBe('joined');
    expect(names()).toEqual(['UpdateItem', 'PutItem', 'GetItem']);
    expect((await store.get(ID))?.channels).toEqual(['room-1']);
    expect(await partitions()).toContain(at({ channel: 'room-1' }));
    sent = [];
    await store.leave('room-1', ID);
    expect(names()).toEqual(['UpdateItem', 'DeleteItem']);
    expect((await store.get(ID))?.channels).toEqual([]);
    expect(await partitions()).not.toContain(at({ channel: 'room-1' }));
  });

  it('are no more than allowed; those it is in can be joined again', async () => {
    await store.join('room-1', connection(), 2);
    await store.join('room-2', connection(), 2);
    expect(await store.join('room-3', connection(), 2)).toBe('too-many-channels');
    expect(await store.join('room-2', connection(), 2)).toBe('joined');
    expect((await store.get(ID))?.channels.slice().sort()).toEqual(['room-1', 'room-2']);
    expect(await partitions()).not.toContain(at({ channel: 'room-3' }));
  });

  it('are not joined without a connection, after its end or that of its authorization', async () => {
    expect(await store.join('room-1', connection({ connectionId: 'other' }), 2)).toBe('not-connected');
    now = NOON + 9_000_000;
    expect(await store.join('room-1', connection(), 2)).toBe('not-connected');
    now = NOON;
    await store.add(connection({ connectionId: 'short', expiresAt: NOON_SECONDS + 1 }));
    now = NOON + 1_000;
    expect(await store.join('room-1', connection({ connectionId: 'short' }), 2)).toBe('not-connected');
    expect(await database.partitionsOf(tableName, 'short')).not.toContain(itemOf({ channel: 'room-1' }, 'short').pk);
  });

  it('leaving makes no connection of one that is gone', async () => {
    await remove();
    await store.leave('room-1', ID);
    expect(await partitions()).toEqual([]);
  });
});

describe('pages', () => {
  const [partition] = partitionsOf({ channel: 'room' });

  async function membersOf(limit: number): Promise<string[]> {
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page = await store.page(partition, after, limit);
      found.push(...page.members.map(({ connectionId }) => connectionId));
      after = page.next;
    } while (after !== undefined);
    return found;
  }

  it('hold all members whose time is not over, each once, read consistently', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `c${index}`);
    const inPartition = ids.filter((id) => itemOf({ channel: 'room' }, id).pk === partition);
    for (const [index, connectionId] of ids.entries()) {
      const member = connection({ connectionId, ttl: NOON_SECONDS + 10 + index, expiresAt: NOON_SECONDS + 5 });
      await store.add(member);
      await store.join('room', member, 1);
    }
    expect(inPartition.length).toBeGreaterThan(3);
    expect((await membersOf(3)).sort()).toEqual(inPartition.slice().sort());
    now = NOON + 6_000;
    expect(await membersOf(3)).toHaveLength(inPartition.length);
    expect((await store.page(partition)).members[0]).toMatchObject({ user: 'ada', expiresAt: NOON_SECONDS + 5 });
    now = NOON + 110_000;
    const left = inPartition.filter((id) => Number(id.slice(1)) > 100);
    expect((await membersOf(3)).sort()).toEqual(left.sort());
    const reads = sent.filter(({ constructor }) => ['QueryCommand', 'GetItemCommand'].includes(constructor.name));
    expect(reads.every(({ input }) => input.ConsistentRead)).toBe(true);
  });
});

describe('faults', () => {
  const onBatch = (answer: (command: BatchWriteItemCommand) => unknown) => {
    instead = (command) => (command instanceof BatchWriteItemCommand ? answer(command) : undefined);
  };
  beforeEach(async () => {
    await store.add(connection());
    await store.join('room-1', connection(), 9);
  });

  it('items that DynamoDB did not get to are deleted in the end', async () => {
    let batches = 0;
    onBatch(({ input }) => (batches++ < 3 ? { UnprocessedItems: input.RequestItems } : undefined));
    await remove();
    expect(await partitions()).toEqual([]);
    expect(logged).toEqual([]);
  });

  it.each([
    ['never gets to them', (command: BatchWriteItemCommand) => ({ UnprocessedItems: command.input.RequestItems })],
    [
      'is throttled',
      () => {
        throw sdkError('ProvisionedThroughputExceededException');
      },
    ],
  ])('where DynamoDB %s, the connection is over all the same, and a line says so', async (_, answer) => {
    onBatch(answer);
    expect(await store.beginLeaving(ID)).toMatchObject({ channels: ['room-1'] });
    expect(await store.get(ID)).toBeUndefined();
    expect(logged).toEqual([{ level: 'ERROR', message: 'items of a connection are left', connectionId: ID }]);
    expect(sent.length).toBeLessThan(20);
    now = NOON + 9_000_000;
    expect((await store.page(at({ channel: 'room-1' }))).members).toEqual([]);
  });

  it('DynamoDB throttled for good is told', async () => {
    instead = () => {
      throw sdkError('ThrottlingException');
    };
    await expect(store.beginLeaving(ID)).rejects.toThrow('ThrottlingException');
    await expect(store.join('room-2', connection(), 9)).rejects.toThrow('ThrottlingException');
  });

  it('a join that is cut off between its steps is undone by the disconnect', async () => {
    for (const step of ['UpdateItemCommand', 'PutItemCommand', 'GetItemCommand']) {
      instead = async (command) => {
        if (command.constructor.name === step) {
          await database.client.send(command as never);
          throw sdkError('killed');
        }
      };
      await expect(store.join(`room-${step}`, connection(), 9)).rejects.toThrow('killed');
    }
    instead = () => undefined;
    await remove();
    expect(await partitions()).toEqual([]);
  });
});
