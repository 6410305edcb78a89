import { MeteredTier } from '../../../lib/runtime/contract/metering-settings';
import { dayOf } from '../../../lib/runtime/metering/day';
import { periodOf } from '../../../lib/runtime/metering/quota-period';
import { CountedRequest, Throttled } from './fake-api-gateway';
import { MeterUnderTest } from './meter-under-test';
import { UsageLedger } from '../../../lib/runtime/metering/usage-ledger';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEGIN = Date.parse('2026-03-01T00:00:00Z');
const END = Date.parse('2026-04-01T00:00:00Z');

export const TIERS: MeteredTier[] = [
  { tier: 'daily', usagePlanId: 'planD', quota: { limit: 6, period: 'DAY' } },
  { tier: 'weekly', usagePlanId: 'planW', quota: { limit: 8, period: 'WEEK', offset: 1 } },
  { tier: 'monthly', usagePlanId: 'planM', quota: { limit: 40, period: 'MONTH' } },
  { tier: 'unlimited', usagePlanId: 'planU' },
];

/** What happens in the month. All from one seed, so that a failure can be looked at again. */
export interface Month {
  readonly seed: number;
  readonly requests: number;
  /** Share of control plane calls that are throttled, up to 0.5. */
  readonly throttled: number;
  /** Share of control plane calls that end the run, up to 0.05. */
  readonly broken: number;
  /** First day without a run, and how many there are. */
  readonly outage: readonly [number, number];
  /** How late figures are at most. */
  readonly lateHours: number;
}

/** The same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Keys with their customers: some have two, as while a value is rotated; some have no customer. */
const KEYS = [
  { id: 'k1', customerId: 'acme' },
  { id: 'k2', customerId: 'acme' },
  { id: 'k3', customerId: 'bolt' },
  { id: 'k4' },
  { id: 'k5', customerId: 'corp' },
];

const planAtFirst = (index: number): MeteredTier => TIERS[index % TIERS.length];

/** A month of requests, read at odd hours by runs that overlap, fail, are throttled, or do not take place. */
export async function simulate(month: Month, ledger: UsageLedger): Promise<MeterUnderTest> {
  const random = randomFrom(month.seed);
  const meter = new MeterUnderTest(new Date(BEGIN).toISOString(), TIERS, ledger);
  meter.apiGateway.keys.push(
    ...KEYS.map((key, index) => ({ ...key, deletedAt: index === 4 ? END - 9 * DAY : undefined })),
  );
  meter.apiGateway.requests.push(...usage(month, random));
  // what is deleted later was used and read before: of a key that was never read, nobody would know whose it was
  KEYS.forEach(({ id }, index) => meter.use(id, planAtFirst(index), 1, BEGIN - HOUR));
  await meter.run();
  meter.apiGateway.before = async () => {
    await breathe(random);
    if (random() < month.throttled) {
      throw new Throttled();
    }
    if (random() < month.broken) {
      throw new Error('the run ends here');
    }
  };
  for (const time of readingTimes(month, random)) {
    meter.time = Math.max(meter.time, time);
    await Promise.allSettled(Array.from({ length: random() < 0.3 ? 3 : 1 }, () => meter.run()));
  }
  // the month is over, its figures are in, nothing fails any more
  meter.apiGateway.before = () => undefined;
  meter.time = END + 2 * DAY;
  await meter.run();
  return meter;
}

/** Lets other runs go first, or not. */
export async function breathe(random: () => number): Promise<void> {
  for (let turns = Math.floor(random() * 4); turns > 0; turns--) {
    await undefined;
  }
}

/** Keys move to another tier now and then, in mid-day; quotas hold. */
function usage({ requests, lateHours }: Month, random: () => number): CountedRequest[] {
  const counted: CountedRequest[] = [];
  const times = Array.from({ length: requests }, () => BEGIN + Math.floor(random() * (END - BEGIN))).sort(
    (a, b) => a - b,
  );
  const plans = new Map(KEYS.map(({ id }, index) => [id, planAtFirst(index)]));
  for (const time of times) {
    const { id } = KEYS[Math.floor(random() * KEYS.length)];
    if (random() < 0.03) {
      plans.set(id, TIERS[Math.floor(random() * TIERS.length)]);
    }
    const { quota, usagePlanId } = plans.get(id) ?? TIERS[0];
    const day = dayOf(time);
    const deleted = id === 'k5' && time >= END - 9 * DAY;
    const period = quota && periodOf(quota, day).start;
    const used = counted.filter((r) => r.apiKeyId === id && r.usagePlanId === usagePlanId && r.day >= (period ?? ''));
    if (!deleted && !(quota && used.length >= quota.limit)) {
      counted.push({ apiKeyId: id, usagePlanId, day, shownAt: time + Math.floor(random() * lateHours * HOUR) });
    }
  }
  return counted;
}

/** One to three readings on a day, none on some days and none in the outage. */
function readingTimes({ outage: [first, days] }: Month, random: () => number): number[] {
  const times: number[] = [];
  for (let day = 0; day < 31; day++) {
    const count = day >= first && day < first + days ? 0 : Math.floor(random() * 4);
    for (let reading = 0; reading < count; reading++) {
      times.push(BEGIN + day * DAY + Math.floor(random() * DAY));
    }
  }
  return times.sort((a, b) => a - b);
}
