import { ThrottleModel } from '../core/throttle-model';
import { Limits } from './admission';
import { Client, QuotaModel, StageUsageModel } from './model';
import { Throttled } from './throttles';

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
  /** Absent without a throttle. */
  readonly tokensLeft?: number;
  /** Absent without a quota. */
  readonly quotaLeft?: number;
  /** Methods that the plan limits by themselves. */
  readonly methods: readonly MethodUsage[];
}

export interface MethodUsage {
  readonly routeKey: string;
  readonly tokensLeft: number;
}

/** Looks at a stage's plans without using anything up. */
export function tierUsages(
  { usagePlans }: StageUsageModel,
  targets: readonly Throttled[],
  limits: Limits,
): TierUsage[] {
  return usagePlans.map((plan) => ({
    plan: plan.name,
    throttle: plan.throttle,
    quota: plan.quota,
    keys: limits.registry.keysIn(plan.id).map((key) => keyUsage({ plan, key }, targets, limits)),
  }));
}

function keyUsage(client: Client, targets: readonly Throttled[], { throttles, counters }: Limits): KeyUsage {
  const { plan, key } = client;
  return {
    name: key.name,
    enabled: key.enabled,
    tokensLeft: throttles.left(client),
    quotaLeft: counters.left(plan, key.id),
    methods: targets.flatMap((target) => {
      const tokensLeft = throttles.leftFor(target, client);
      return tokensLeft === undefined ? [] : [{ routeKey: target.routeKey, tokensLeft }];
    }),
  };
}
