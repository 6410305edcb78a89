import { ThrottleModel } from '../../core/throttle-model';
import { ApiKeyModel, QuotaModel, UsagePlanModel } from './model';
import { Throttles } from './throttles';
import { UsageCounters } from './usage-counters';

/** What is left to the keys of a usage plan. */
export interface TierUsage {
  readonly plan: string;
  readonly throttle?: ThrottleModel;
  readonly quota?: QuotaModel;
  readonly keys: readonly KeyUsage[];
}

export interface KeyUsage {
  readonly name: string;
  readonly enabled: boolean;
  /** Whole tokens; absent without a throttle. */
  readonly tokensLeft?: number;
  /** Absent without a quota. */
  readonly quotaLeft?: number;
}

export interface Limits {
  readonly throttles: Throttles;
  readonly counters: UsageCounters;
}

/** Looks at a plan without using anything up. */
export function tierUsage(plan: UsagePlanModel, keys: readonly ApiKeyModel[], limits: Limits): TierUsage {
  const { name, throttle, quota, keyIds } = plan;
  return {
    plan: name,
    throttle,
    quota,
    keys: keys.filter(({ id }) => keyIds.has(id)).map((key) => keyUsage(plan, key, limits)),
  };
}

function keyUsage(plan: UsagePlanModel, key: ApiKeyModel, { throttles, counters }: Limits): KeyUsage {
  const tokens = throttles.left({ plan, key });
  return {
    name: key.name,
    enabled: key.enabled,
    tokensLeft: tokens === undefined ? undefined : Math.floor(tokens),
    quotaLeft: counters.left(plan, key.id),
  };
}
