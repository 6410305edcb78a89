import { GetApiKeysCommand, GetUsageCommand } from '@aws-sdk/client-api-gateway';
import { Throttled } from './fake-api-gateway';
import { MemoryLedger } from './memory-ledger';
import { FREE, MeterUnderTest, PRO } from './meter-under-test';

const NOON = '2026-03-14T12:00:00Z';
const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);

let meter: MeterUnderTest;
beforeEach(() => {
  meter = new MeterUnderTest(NOON);
  meter.apiGateway.keys.push({ id: 'k1', customerId: 'acme' }, { id: 'k2' });
});

const daysAsked = () =>
  meter.apiGateway.sent
    .filter((command) => command instanceof GetUsageCommand)
    .filter(({ input }) => input.usagePlanId === FREE.usagePlanId)
    .map(({ input }) => input.startDate);

it('records what a key used, whose it is, and when that was read', async () => {
  meter.use('k1', FREE, 3);
  await meter.run();
  expect((meter.ledger as MemoryLedger).records).toEqual([
    {
      apiKeyId: 'k1',
      customerId: 'acme',
      day: '2026-03-14',
      readAt: '2026-03-14T12:00:00.000Z',
      remaining: 7,
      tier: 'free',
      usagePlanId: 'plan1',
      used: 3,
    },
  ]);
});

it('a key without a customer is its own', async () => {
  meter.use('k2', FREE, 1);
  await meter.run();
  expect(await meter.ledger.lastOwner('k2')).toBe('k2');
});

it('reads every page of usage and of keys', async () => {
  meter.apiGateway.pageSize = 1;
  const ids = ['k1', 'k2', 'k3', 'k4', 'k5'];
  ids.forEach((id) => meter.use(id, PRO, 2));
  await meter.run();
  expect(Object.values(meter.records)).toEqual([2, 2, 2, 2, 2]);
  expect(meter.sums.pro.Requests).toBe(10);
});

it('asks for large pages and never for the values of keys', async () => {
  await meter.run();
  const { input } = meter.apiGateway.sent.find((command) => command instanceof GetApiKeysCommand) ?? {};
  expect(input).toEqual({ limit: 500, includeValues: false, position: undefined });
  expect(new Set(meter.apiGateway.sent.map((command) => command.input.limit))).toEqual(new Set([500]));
});

it('a key that moves to another tier in mid-day counts in both', async () => {
  meter.use('k1', FREE, 3);
  await meter.run();
  meter.use('k1', PRO, 4);
  await meter.run();
  expect(meter.records).toEqual({ 'k1 2026-03-14 plan1': 3, 'k1 2026-03-14 plan2': 4 });
});

it('what a deleted key used stays, with its customer, whether or not the service still shows it', async () => {
  meter.use('k1', FREE, 3);
  await meter.run();
  meter.use('k1', FREE, 1);
  meter.apiGateway.keys.length = 0;
  await meter.run();
  meter.apiGateway.requests.length = 0;
  await meter.run();
  expect(meter.records).toEqual({ 'k1 2026-03-14 plan1': 4 });
  expect(await meter.ledger.lastOwner('k1')).toBe('acme');
});

describe('which days are read', () => {
  it('as far back as the service goes, the first time', async () => {
    await meter.run();
    expect(daysAsked()).toHaveLength(90);
    expect([daysAsked()[0], daysAsked()[89]]).toEqual(['2025-12-15', '2026-03-14']);
  });

  it('three days, day by day', async () => {
    await meter.run();
    meter.apiGateway.sent.length = 0;
    await meter.run();
    expect(daysAsked()).toEqual(['2026-03-12', '2026-03-13', '2026-03-14']);
  });

  it('all since the last complete day, that day included, after an outage of a week', async () => {
    await meter.run();
    meter.time = at('2026-03-21');
    meter.use('k1', PRO, 5, at('2026-03-16'));
    meter.apiGateway.sent.length = 0;
    await meter.run();
    expect(daysAsked()[0]).toBe('2026-03-13');
    expect(daysAsked()).toHaveLength(9);
    expect(meter.records).toEqual({ 'k1 2026-03-16 plan2': 5 });
  });

  it('no more than 90 after a longer one', async () => {
    await meter.run();
    meter.time = at('2026-09-01');
    meter.apiGateway.sent.length = 0;
    await meter.run();
    expect(daysAsked()).toHaveLength(90);
  });

  it('the rest in the next run, where time runs out', async () => {
    let days = 0;
    const first = await meter.run(() => days++ < 50);
    expect(first).toMatchObject({ days: 50, unfinished: true });
    meter.apiGateway.sent.length = 0;
    expect(await meter.run()).toMatchObject({ unfinished: false });
    expect(daysAsked()).toHaveLength(41);
  });

  it('no day is skipped that the service would not answer for lately', async () => {
    await meter.run();
    meter.apiGateway.before = () => {
      throw Object.assign(new Error('no'), { name: 'BadRequestException' });
    };
    await expect(meter.run()).rejects.toThrow('no');
  });

  it('a day of long ago that the service does not answer for is passed over and counted', async () => {
    meter.apiGateway.before = ({ input }) => {
      if ('startDate' in input && (input.startDate ?? '') < '2026-03-01') {
        throw Object.assign(new Error('no'), { name: 'BadRequestException' });
      }
    };
    meter.use('k1', PRO, 5);
    expect(await meter.run()).toMatchObject({ unavailableDays: 2 * 76, days: 2 * 14, failures: [] });
    expect(meter.records).toEqual({ 'k1 2026-03-14 plan2': 5 });
  });
});

describe('when something fails', () => {
  it('a throttled call is made again, later and later', async () => {
    let calls = 0;
    meter.use('k1', PRO, 2);
    meter.apiGateway.before = () => {
      if (calls++ % 3 !== 2) {
        throw new Throttled();
      }
    };
    expect(await meter.run()).toMatchObject({ failures: [] });
    expect(meter.records).toEqual({ 'k1 2026-03-14 plan2': 2 });
  });

  it('one tier does not keep another from being read', async () => {
    meter.use('k1', PRO, 2);
    meter.apiGateway.before = ({ input }) => {
      if ('usagePlanId' in input && input.usagePlanId === FREE.usagePlanId) {
        throw Object.assign(new Error('gone'), { name: 'NotFoundException' });
      }
    };
    const { failures } = await meter.run();
    expect(failures).toEqual([expect.objectContaining({ name: 'NotFoundException' })]);
    expect(meter.records).toEqual({ 'k1 2026-03-14 plan2': 2 });
  });

  it('what was read is kept, and the next run goes on from there', async () => {
    meter.use('k1', FREE, 2, at('2026-01-10'));
    meter.use('k1', FREE, 4, at('2026-02-10'));
    meter.apiGateway.before = ({ input }) => {
      if ('startDate' in input && input.startDate === '2026-02-01') {
        throw new Error('broken line');
      }
    };
    expect((await meter.run()).failures).toHaveLength(2);
    expect(meter.records).toEqual({ 'k1 2026-01-10 plan1': 2 });
    expect(await meter.ledger.lastCompleteDay('plan1')).toBe('2026-01-31');
    meter.apiGateway.before = () => undefined;
    await meter.run();
    expect(meter.records).toEqual({ 'k1 2026-01-10 plan1': 2, 'k1 2026-02-10 plan1': 4 });
  });

  it('a broken event bus keeps nothing from being recorded', async () => {
    meter.bus.refuse = true;
    meter.use('k1', FREE, 10);
    meter.use('k2', FREE, 1);
    const { failures } = await meter.run();
    expect(String(failures[0])).toBe('Error: the event bus refused event k1:plan1:2026-03-01:80: InternalFailure');
    expect(meter.records).toEqual({ 'k1 2026-03-14 plan1': 10, 'k2 2026-03-14 plan1': 1 });
  });
});

describe('metrics by tier', () => {
  it('requests add up over runs; keys over 80 % are those of now', async () => {
    meter.use('k1', FREE, 8);
    meter.use('k2', FREE, 7);
    await meter.run();
    expect(meter.sums).toEqual({
      free: { Requests: 15, KeysOver80Percent: 1 },
      pro: { Requests: 0, KeysOver80Percent: 0 },
    });
    meter.use('k2', FREE, 1);
    await meter.run();
    await meter.run();
    expect(meter.sums.free).toEqual({ Requests: 16, KeysOver80Percent: 2 });
  });
});
