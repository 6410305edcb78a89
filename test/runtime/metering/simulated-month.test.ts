import * as fc from 'fast-check';
import { DynamoDbLedger } from '../../../lib/runtime/metering/dynamodb-ledger';
import { periodOf } from '../../../lib/runtime/metering/quota-period';
import { documentedQuery } from './documented-query';
import { CountedRequest } from './fake-api-gateway';
import { MemoryLedger } from './memory-ledger';
import { MeterUnderTest } from './meter-under-test';
import { breathe, Month, randomFrom, simulate, TIERS } from './simulated-month';
import { startUsageDatabase, UsageDatabase } from './usage-database';

const CUSTOMERS: Record<string, string> = { k1: 'acme', k2: 'acme', k3: 'bolt', k4: 'k4', k5: 'corp' };

const months: fc.Arbitrary<Month> = fc.record({
  seed: fc.integer(),
  requests: fc.integer({ min: 0, max: 500 }),
  throttled: fc.double({ min: 0, max: 0.3, noNaN: true }),
  broken: fc.double({ min: 0, max: 0.05, noNaN: true }),
  outage: fc.tuple(fc.nat(30), fc.nat(14)),
  lateHours: fc.nat(24),
});

const countBy = (requests: CountedRequest[], name: (request: CountedRequest) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const request of requests) {
    counts[name(request)] = (counts[name(request)] ?? 0) + 1;
  }
  return counts;
};

const tierOf = ({ usagePlanId }: CountedRequest) => TIERS.find((tier) => tier.usagePlanId === usagePlanId)?.tier ?? '';

/** The events that the requests call for. */
function eventsDue(requests: CountedRequest[]): string[] {
  const limits = new Map(TIERS.map(({ usagePlanId, quota }) => [usagePlanId, quota]));
  const inPeriods = countBy(requests, ({ apiKeyId, day, usagePlanId }) => {
    const quota = limits.get(usagePlanId);
    return [apiKeyId, usagePlanId, quota ? periodOf(quota, day).start : ''].join(':');
  });
  return Object.entries(inPeriods).flatMap(([name, used]) => {
    const quota = limits.get(name.split(':')[1]);
    return quota
      ? [80, 100].filter((share) => 100 * used >= share * quota.limit).map((share) => `${name}:${share}`)
      : [];
  });
}

const eventsRaised = ({ bus }: MeterUnderTest): string[] => bus.details.map(({ id }) => id);

const requestsByTier = ({ sums }: MeterUnderTest): Record<string, number> =>
  Object.fromEntries(Object.entries(sums).flatMap(([tier, { Requests }]) => (Requests > 0 ? [[tier, Requests]] : [])));

describe('a month of usage, whatever happens to its readings', () => {
  it('adds up to the call: by key, day and plan, by customer, by tier; with each event once', async () => {
    await fc.assert(
      fc.asyncProperty(months, async (month) => {
        const random = randomFrom(month.seed + 1);
        const ledger = new MemoryLedger(() => breathe(random));
        const meter = await simulate(month, ledger);
        const { requests } = meter.apiGateway;
        expect(meter.records).toEqual(
          countBy(requests, ({ apiKeyId, day, usagePlanId }) => `${apiKeyId} ${day} ${usagePlanId}`),
        );
        const customers: Record<string, number> = {};
        for (const { customerId, used } of ledger.records) {
          customers[customerId] = (customers[customerId] ?? 0) + used;
        }
        expect(customers).toEqual(countBy(requests, ({ apiKeyId }) => CUSTOMERS[apiKeyId]));
        expect(requestsByTier(meter)).toEqual(countBy(requests, tierOf));
        expect(eventsRaised(meter).sort()).toEqual(eventsDue(requests).sort());
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('has something to add up', async () => {
    const month = { seed: 7, requests: 500, throttled: 0.2, broken: 0.02, outage: [10, 8], lateHours: 20 } as const;
    const meter = await simulate(month, new MemoryLedger());
    expect(meter.apiGateway.requests.length).toBeGreaterThan(300);
    expect(new Set(eventsRaised(meter).map((id) => id.split(':')[1]))).toEqual(new Set(['planD', 'planW', 'planM']));
    expect(Object.keys(requestsByTier(meter)).sort()).toEqual(['daily', 'monthly', 'unlimited', 'weekly']);
  });
});

describe('the same in DynamoDB', () => {
  let database: UsageDatabase;
  beforeAll(async () => {
    database = await startUsageDatabase();
  });
  afterAll(() => database.close());

  it('adds up by the query for one customer and month that docs/metering.md gives', async () => {
    const month = { seed: 11, requests: 250, throttled: 0.1, broken: 0.01, outage: [12, 7], lateHours: 20 } as const;
    const tableName = await database.createTable();
    const meter = await simulate(month, new DynamoDbLedger(database.client, tableName));
    const { requests } = meter.apiGateway;
    const inMarch = requests.filter(({ day }) => day.startsWith('2026-03'));
    const due = countBy(inMarch, ({ apiKeyId }) => CUSTOMERS[apiKeyId]);
    expect(Object.keys(due)).toHaveLength(4);
    for (const [customer, calls] of Object.entries(due)) {
      const query = documentedQuery("One customer's month", { customer, month: '2026-03' });
      const days = await database.query(tableName, query);
      expect([customer, days.reduce((sum, { used }) => sum + Number(used), 0)]).toEqual([customer, calls]);
    }
    expect(requestsByTier(meter)).toEqual(countBy(requests, tierOf));
    expect(eventsRaised(meter).sort()).toEqual(eventsDue(requests).sort());
  }, 120_000);
});
