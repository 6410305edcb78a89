import { Clock } from '../core/clock';
import { DAY_MS, midnight, periodStart } from './quota-period';
import { QuotaModel, UsagePlanModel } from './model';

type QuotaHolder = Pick<UsagePlanModel, 'id' | 'quota'>;

/** How often each key was used on each day, over all stages of a plan. It outlives a reload. */
export class UsageCounters {
  /** Calls by the midnight their day began at, by plan and key. */
  private readonly plans = new Map<string, Map<string, Map<number, number>>>();

  public constructor(private readonly clock: Clock) {}

  public isExhausted(plan: QuotaHolder, keyId: string): boolean {
    return (
      plan.quota !== undefined && this.usedInPeriod(plan.id, keyId, plan.quota, this.clock.now()) >= plan.quota.limit
    );
  }

  /** A call that is rejected does not count, so this is for those that are let through. */
  public add({ id }: QuotaHolder, keyId: string): void {
    const days = this.daysOf(id, keyId) ?? this.begin(id, keyId);
    const today = midnight(this.clock.now());
    days.set(today, (days.get(today) ?? 0) + 1);
  }

  /** Calls that a key has left in the period; undefined where the plan has no quota. */
  public left(plan: QuotaHolder, keyId: string, at = this.clock.now()): number | undefined {
    return plan.quota && Math.max(0, plan.quota.limit - this.usedInPeriod(plan.id, keyId, plan.quota, at));
  }

  /** Calls on the day of a moment. */
  public usedOn(planId: string, keyId: string, at: number): number {
    return this.daysOf(planId, keyId)?.get(midnight(at)) ?? 0;
  }

  /** Keys that were ever used in a plan, also those that are gone. */
  public keysUsedIn(planId: string): string[] {
    return [...(this.plans.get(planId)?.keys() ?? [])];
  }

  /** From the start of the period that a moment is in to the end of its day. */
  private usedInPeriod(planId: string, keyId: string, quota: QuotaModel, at: number): number {
    const days = this.daysOf(planId, keyId);
    if (!days) return 0;
    const start = periodStart(quota, at);
    let used = 0;
    for (let day = midnight(at); day >= start; day -= DAY_MS) used += days.get(day) ?? 0;
    return used;
  }

  private daysOf(planId: string, keyId: string): Map<number, number> | undefined {
    return this.plans.get(planId)?.get(keyId);
  }

  private begin(planId: string, keyId: string): Map<number, number> {
    const days = new Map<number, number>();
    this.plans.set(planId, (this.plans.get(planId) ?? new Map<string, Map<number, number>>()).set(keyId, days));
    return days;
  }
}
