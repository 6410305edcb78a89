import { Clock } from '../core/clock';
import { periodStart } from './quota-period';
import { QuotaModel, UsagePlanModel } from './model';

/** How often each key was used in its plan's period, over all stages of the plan. */
export class UsageCounters {
  private readonly counts = new Map<string, { start: number; used: number }>();

  public constructor(private readonly clock: Clock) {}

  public isExhausted(plan: UsagePlanModel, keyId: string): boolean {
    return plan.quota !== undefined && this.count(plan.id, keyId, plan.quota).used >= plan.quota.limit;
  }

  /** A call that is rejected does not count, so this is for those that are let through. */
  public add(plan: UsagePlanModel, keyId: string): void {
    if (plan.quota) this.count(plan.id, keyId, plan.quota).used += 1;
  }

  /** Calls that a key has left in the period; undefined where the plan has no quota. */
  public left({ id, quota }: UsagePlanModel, keyId: string): number | undefined {
    return quota && Math.max(0, quota.limit - this.count(id, keyId, quota).used);
  }

  private count(planId: string, keyId: string, quota: QuotaModel): { start: number; used: number } {
    const start = periodStart(quota, this.clock.now());
    const id = `${planId} ${keyId}`;
    const known = this.counts.get(id);
    if (known?.start === start) return known;
    const fresh = { start, used: 0 };
    this.counts.set(id, fresh);
    return fresh;
  }
}
