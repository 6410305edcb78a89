import { thresholdItem } from '../../../lib/runtime/contract/usage-table';
import { DynamoDbLedger } from '../../../lib/runtime/metering/dynamodb-ledger';
import { CLAIM_MILLISECONDS, UsageLedger, UsageRecord } from '../../../lib/runtime/metering/usage-ledger';
import { documentedQuery } from './documented-query';
import { MemoryLedger } from './memory-ledger';
import { startUsageDatabase, UsageDatabase } from './usage-database';

const record = (change: Partial<UsageRecord> = {}): UsageRecord => ({
  apiKeyId: 'k1',
  day: '2026-03-14',
  usagePlanId: 'plan1',
  tier: 'free',
  customerId: 'acme',
  used: 5,
  remaining: 95,
  readAt: '2026-03-14T10:00:00.000Z',
  ...change,
});

const later = '2026-03-14T11:00:00.000Z';

let database: UsageDatabase;
let tableName: string;
beforeAll(async () => {
  database = await startUsageDatabase();
});
afterAll(() => database.close());

const kinds: [string, () => Promise<UsageLedger>][] = [
  [
    'the ledger in DynamoDB',
    async () => {
      tableName = await database.createTable();
      return new DynamoDbLedger(database.client, tableName);
    },
  ],
  ['its stand-in in memory', async () => new MemoryLedger()],
];

describe.each(kinds)('%s', (_name, make) => {
  let ledger: UsageLedger;
  const used = () => ledger.used('k1', 'plan1', '2026-03-14', '2026-03-14');
  beforeEach(async () => {
    ledger = await make();
  });

  it('tells by how much a figure grew', async () => {
    expect(await ledger.record(record({ used: 5 }))).toBe(5);
    expect(await ledger.record(record({ used: 12, readAt: later }))).toBe(7);
    expect(await used()).toBe(12);
  });

  it('counts a day that is read twice once', async () => {
    await ledger.record(record());
    expect(await ledger.record(record())).toBe(0);
    expect(await ledger.record(record({ readAt: later }))).toBe(0);
    expect(await used()).toBe(5);
  });

  it('keeps the larger figure, whoever comes last', async () => {
    await ledger.record(record({ used: 9 }));
    expect(await ledger.record(record({ used: 5, readAt: later }))).toBe(0);
    expect(await used()).toBe(9);
  });

  it('adds up the growth to the figure under concurrent writers', async () => {
    const figures = [3, 9, 1, 7, 9, 4, 2, 8];
    const growth = await Promise.all(figures.map((figure) => ledger.record(record({ used: figure }))));
    expect(growth.reduce((sum, grown) => sum + grown, 0)).toBe(9);
  });

  it('takes the newer of two owners of an equal figure, and never the older', async () => {
    await ledger.record(record({ customerId: 'k1' }));
    await ledger.record(record({ customerId: 'acme', readAt: later }));
    await ledger.record(record({ customerId: 'k1' }));
    expect(await ledger.lastOwner('k1')).toBe('acme');
  });

  it('tells plans and days apart', async () => {
    await ledger.record(record({ used: 1 }));
    await ledger.record(record({ used: 10, usagePlanId: 'plan2', tier: 'pro' }));
    await ledger.record(record({ used: 100, day: '2026-03-15' }));
    await ledger.record(record({ used: 1_000, day: '2026-03-13' }));
    expect(await used()).toBe(1);
    expect(await ledger.used('k1', 'plan2', '2026-03-01', '2026-03-31')).toBe(10);
    expect(await ledger.used('k1', 'plan1', '2026-03-13', '2026-03-14')).toBe(1_001);
    expect(await ledger.used('k1', 'plan1', '2026-03-01', '2026-03-31')).toBe(1_101);
  });

  it('knows the owner of the newest day, and no owner of a key it never saw', async () => {
    await ledger.record(record({ day: '2026-03-15', customerId: 'new' }));
    await ledger.record(record({ day: '2026-03-14', customerId: 'old' }));
    expect(await ledger.lastOwner('k1')).toBe('new');
    expect(await ledger.lastOwner('k2')).toBeUndefined();
  });

  it('remembers how far a plan is read and does not go back', async () => {
    expect(await ledger.lastCompleteDay('plan1')).toBeUndefined();
    await ledger.complete('plan1', '2026-03-14');
    await ledger.complete('plan1', '2026-03-13');
    expect(await ledger.lastCompleteDay('plan1')).toBe('2026-03-14');
    expect(await ledger.lastCompleteDay('plan2')).toBeUndefined();
  });

  it('gives an event to one of many', async () => {
    const event = thresholdItem('k1', 'plan1', '2026-03-01', 80);
    const claims = await Promise.all(Array.from({ length: 8 }, () => ledger.claim(event, 1_000)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await ledger.claim(thresholdItem('k1', 'plan1', '2026-03-01', 100), 1_000)).toBe(true);
  });

  it('gives an event again where nobody said it was raised, and never where somebody did', async () => {
    const event = thresholdItem('k1', 'plan1', '2026-03-01', 80);
    await ledger.claim(event, 1_000);
    expect(await ledger.claim(event, 1_000 + CLAIM_MILLISECONDS)).toBe(false);
    expect(await ledger.claim(event, 1_001 + CLAIM_MILLISECONDS)).toBe(true);
    await ledger.raised(event, 1_002 + CLAIM_MILLISECONDS);
    expect(await ledger.claim(event, 9 * CLAIM_MILLISECONDS)).toBe(false);
  });
});

describe('what the DynamoDB table answers to the queries of docs/metering.md', () => {
  const query = async (heading: string, values: Record<string, string>) => {
    const items = await database.query(tableName, documentedQuery(heading, values));
    return items.map((item) => [item.apiKeyId, item.day, item.used]);
  };

  beforeEach(async () => {
    tableName = await database.createTable();
    const ledger = new DynamoDbLedger(database.client, tableName);
    await ledger.record(record({ used: 1 }));
    await ledger.record(record({ used: 2, apiKeyId: 'k2', day: '2026-03-31' }));
    await ledger.record(record({ used: 4, day: '2026-04-01' }));
    await ledger.record(record({ used: 8, apiKeyId: 'k3', customerId: 'other' }));
    await ledger.record(record({ used: 16, apiKeyId: 'k3', customerId: 'other', tier: 'pro', usagePlanId: 'plan2' }));
    await ledger.claim(thresholdItem('k1', 'plan1', '2026-03-01', 80), 1);
    await ledger.complete('plan1', '2026-03-14');
  });

  it("one customer's month", async () => {
    expect(await query("One customer's month", { customer: 'acme', month: '2026-03' })).toEqual([
      ['k1', '2026-03-14', 1],
      ['k2', '2026-03-31', 2],
    ]);
  });

  it("one tier's day", async () => {
    const found = await query("One tier's day", { tier: 'free', day: '2026-03-14' });
    expect(found.sort()).toEqual([
      ['k1', '2026-03-14', 1],
      ['k3', '2026-03-14', 8],
    ]);
  });

  it("one key's month, of both its plans and without what the handler remembers", async () => {
    expect(await query("One key's month", { key: 'KEY#k3', month: 'DAY#2026-03' })).toEqual([
      ['k3', '2026-03-14', 8],
      ['k3', '2026-03-14', 16],
    ]);
  });
});
