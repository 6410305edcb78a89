import { ThrottleModel } from '../core/throttle-model';
import { Limits } from './admission';
import { Client, QuotaModel, StageUsageModel, UsagePlanModel } from './model';
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
  { usagePlans, apiKeys }: StageUsageModel,
  targets: readonly Throttled[],
  limits: Limits,
): TierUsage[] {
  const clientsOf = (plan: UsagePlanModel): Client[] =>
    apiKeys.filter(({ id }) => plan.keyIds.has(id)).map((key) => ({ plan, key }));
  return usagePlans.map((plan) => ({
    plan: plan.name,
    throttle: plan.throttle,
    quota: plan.quota,
    keys: clientsOf(plan).map((client) => keyUsage(client, targets, limits)),
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
