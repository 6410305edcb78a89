import { createRequire } from 'node:module';
import { inRoot, read } from '../../repository';
import { CLAIM_MILLISECONDS } from '../../../lib/runtime/metering/usage-ledger';
import { FREE, MeterUnderTest } from './meter-under-test';

const NOON = '2026-03-14T12:00:00Z';

interface Validate {
  (value: unknown): boolean;
  readonly errors: unknown;
}

/** The validator of the local gateway: the library itself has none. */
const compile = (schema: object): Validate => {
  const { Ajv2020 } = createRequire(inRoot('local/package.json'))('ajv/dist/2020');
  return new Ajv2020({ strict: true }).compile(schema);
};

let meter: MeterUnderTest;
const start = (tier: ConstructorParameters<typeof MeterUnderTest>[1] = [FREE]): void => {
  meter = new MeterUnderTest(NOON, tier);
  meter.apiGateway.keys.push({ id: 'k1', customerId: 'acme' });
};
beforeEach(() => start());

const raised = () => meter.bus.details.map(({ periodStart, threshold }) => [periodStart, threshold]);

it('is raised at 80 % and says of whom, of what and until when', async () => {
  meter.use('k1', FREE, 8);
  await meter.run();
  expect(meter.bus.entries).toEqual([
    {
      EventBusName: 'bus',
      Source: 'cdk-apigateway-patterns',
      DetailType: 'QuotaThresholdReached',
      Detail: expect.any(String),
    },
  ]);
  expect(meter.bus.details).toEqual([
    {
      version: 1,
      id: 'k1:plan1:2026-03-01:80',
      apiName: 'Partners',
      apiKeyId: 'k1',
      customerId: 'acme',
      tier: 'free',
      usagePlanId: 'plan1',
      threshold: 80,
      quota: { limit: 10, period: 'MONTH' },
      used: 8,
      remaining: 2,
      periodStart: '2026-03-01',
      periodEnd: '2026-04-01',
      day: '2026-03-14',
    },
  ]);
});

it('is as the shipped schema says, and the schema refuses what is not', async () => {
  const schema = JSON.parse(read('docs/quota-threshold-reached.schema.json'));
  const conforms = compile(schema);
  meter.use('k1', FREE, 10);
  await meter.run();
  expect(meter.bus.details).toHaveLength(2);
  for (const detail of meter.bus.details) {
    expect([conforms(detail), conforms.errors]).toEqual([true, null]);
    expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(detail).sort());
    expect(conforms({ ...detail, threshold: 90 })).toBe(false);
    expect(conforms({ ...detail, value: 'secret' })).toBe(false);
  }
});

it('is not raised below 80 %', async () => {
  meter.use('k1', FREE, 7);
  await meter.run();
  expect(raised()).toEqual([]);
});

it('is raised once, however often the day is read', async () => {
  meter.use('k1', FREE, 8);
  await meter.run();
  await Promise.all([meter.run(), meter.run()]);
  meter.use('k1', FREE, 1);
  await meter.run();
  expect(raised()).toEqual([['2026-03-01', 80]]);
});

it('is raised at both thresholds where both were passed between two readings', async () => {
  meter.use('k1', FREE, 10);
  await meter.run();
  await meter.run();
  expect(raised()).toEqual([
    ['2026-03-01', 80],
    ['2026-03-01', 100],
  ]);
});

it('adds up the days of the period, and begins anew with the next', async () => {
  meter.use('k1', FREE, 9, Date.parse('2026-02-27T00:00:00Z'));
  meter.use('k1', FREE, 4, Date.parse('2026-03-02T00:00:00Z'));
  meter.use('k1', FREE, 5);
  await meter.run();
  expect(raised()).toEqual([
    ['2026-02-01', 80],
    ['2026-03-01', 80],
  ]);
  expect(meter.bus.details[1].used).toBe(9);
});

it('is raised for a period that ended during an outage', async () => {
  await meter.run();
  meter.use('k1', FREE, 10, Date.parse('2026-03-31T23:00:00Z'));
  meter.time = Date.parse('2026-04-04T00:00:00Z');
  await meter.run();
  expect(raised()).toEqual([
    ['2026-03-01', 80],
    ['2026-03-01', 100],
  ]);
});

it('is not raised for usage of another plan, or where there is no quota', async () => {
  const unlimited = { tier: 'pro', usagePlanId: 'plan2' };
  start([FREE, unlimited]);
  meter.use('k1', FREE, 5);
  meter.use('k1', unlimited, 500);
  await meter.run();
  expect(raised()).toEqual([]);
});

it('is not raised because the quota was made larger: what was left of the old one is no sign', async () => {
  start([{ ...FREE, quota: { limit: 1_000, period: 'MONTH' } }]);
  meter.apiGateway.tiers = [FREE];
  meter.use('k1', FREE, 1);
  await meter.run();
  expect(meter.records).toEqual({ 'k1 2026-03-14 plan1': 1 });
  expect(raised()).toEqual([]);
});

it('is raised later by another run where the bus refused it, and then once', async () => {
  meter.use('k1', FREE, 8);
  meter.bus.refuse = true;
  await meter.run();
  meter.bus.refuse = false;
  await meter.run();
  expect(raised()).toEqual([]);
  meter.time += CLAIM_MILLISECONDS + 1;
  await meter.run();
  await meter.run();
  expect(raised()).toEqual([['2026-03-01', 80]]);
});
