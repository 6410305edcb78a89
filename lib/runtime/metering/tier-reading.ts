import { MeteredTier } from '../contract/metering-settings';
import { concurrently } from '../shared/concurrently';
import { Day, dayOf } from './day';
import { QuotaEvents } from './quota-events';
import { daysToRead, firstRecentDay } from './reading-window';
import { RunSummary } from './run-summary';
import { nearQuota } from './thresholds';
import { TierMetrics } from './tier-metrics';
import { UsageLedger } from './usage-ledger';
import { Figure, UsageReader } from './usage-reader';

const WRITERS = 16;

/** One tier in one run. */
export interface TierReading {
  readonly plan: MeteredTier;
  readonly reader: UsageReader;
  readonly ledger: UsageLedger;
  readonly events: QuotaEvents;
  readonly metrics: TierMetrics;
  readonly summary: RunSummary;
  /** Customer by id of the key, of all keys there are now. */
  readonly owners: ReadonlyMap<string, string>;
  readonly startedAt: number;
  readonly hasTime: () => boolean;
}

/** Reads day after day, and notes each that is over as complete: what is cut off here goes on there. */
export async function readTier(reading: TierReading): Promise<void> {
  const { hasTime, ledger, metrics, plan, startedAt, summary } = reading;
  const today = dayOf(startedAt);
  metrics.add(plan.tier, 'requests', 0);
  for (const day of daysToRead(today, await ledger.lastCompleteDay(plan.usagePlanId))) {
    if (!hasTime()) {
      summary.unfinished = true;
      return;
    }
    await readDay(reading, day, today);
    if (day < today) {
      await ledger.complete(plan.usagePlanId, day);
    }
  }
}

async function readDay(reading: TierReading, day: Day, today: Day): Promise<void> {
  const { metrics, plan, reader, summary } = reading;
  try {
    for await (const figures of reader.figures(plan.usagePlanId, day)) {
      const used = figures.filter((figure) => figure.used > 0);
      await concurrently(WRITERS, used, (figure) => record(reading, figure, day));
      if (day === today && plan.quota) {
        const near = figures.filter(({ remaining }) => nearQuota(plan.quota, remaining));
        metrics.add(plan.tier, 'keysOver80Percent', near.length);
      }
    }
    summary.days++;
  } catch (error) {
    const longAgo = day < firstRecentDay(today);
    if (!longAgo || (error as Error).name !== 'BadRequestException') {
      throw error;
    }
    summary.unavailableDays++;
  }
}

async function record(reading: TierReading, { apiKeyId, used, remaining }: Figure, day: Day): Promise<void> {
  const { events, ledger, metrics, owners, plan, startedAt, summary } = reading;
  const { quota, tier, usagePlanId } = plan;
  const entry = {
    apiKeyId,
    day,
    usagePlanId,
    tier,
    // keys that are deleted stay with whom they were
    customerId: owners.get(apiKeyId) ?? (await ledger.lastOwner(apiKeyId)) ?? apiKeyId,
    used,
    remaining: quota && remaining,
    readAt: new Date(startedAt).toISOString(),
  };
  metrics.add(tier, 'requests', await ledger.record(entry));
  summary.figures++;
  try {
    summary.events += await events.check(entry, quota);
  } catch (error) {
    // nobody's bill waits for a broken bus
    summary.failures.push(error);
  }
}
