import { dayOf, type Day } from '../metering/day';
import { periodOf, type Period } from '../metering/quota-period';
import type { HeldPlan } from './held-plan';

/** What the holder of a key is told. */
export interface UsageReport {
  readonly tier: string;
  readonly limits: Pick<HeldPlan, 'throttle' | 'quota' | 'routes'>;
  /** Times of UTC. The period of the quota; where there is none, the day. */
  readonly period: { readonly start: string; readonly end: string };
  /** Requests since the start of the period. */
  readonly used: number;
  /** Requests left until its end. Missing where there is no quota. */
  readonly remaining?: number;
}

/** The period a report at this time is about (rule R-80). */
export function reportedPeriod({ quota }: HeldPlan, now: number): Period {
  return periodOf(quota ?? { limit: 0, period: 'DAY' }, dayOf(now));
}

/**
 * @param pairs of used and remaining requests, one for each day of the period that had requests. What remains is what
 * the service says, since it can grant more than the limit.
 */
export function usageReport(plan: HeldPlan, period: Period, pairs: number[][]): UsageReport {
  const { tier, throttle, quota, routes } = plan;
  const remaining = quota && Math.max(0, pairs.at(-1)?.[1] ?? quota.limit);
  return {
    tier,
    limits: { ...(throttle && { throttle }), ...(quota && { quota }), ...(routes && { routes }) },
    period: { start: midnight(period.start), end: midnight(period.end) },
    used: pairs.reduce((sum, [used = 0]) => sum + used, 0),
    ...(remaining !== undefined && { remaining }),
  };
}

function midnight(day: Day): string {
  return `${day}T00:00:00Z`;
}
