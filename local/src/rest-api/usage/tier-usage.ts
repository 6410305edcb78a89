import { ThrottleModel } from '../../core/throttle-model';
import { Client } from '../exchange';
import { methodKey, RestApiModel, RestMethodModel } from '../model';
import { QuotaModel, UsagePlanModel } from './model';
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

export interface Limits {
  readonly throttles: Throttles;
  readonly counters: UsageCounters;
}

/** Looks at a stage's plan without using anything up. */
export function tierUsage(
  plan: UsagePlanModel,
  { apiKeys, methods }: Pick<RestApiModel, 'apiKeys' | 'methods'>,
  limits: Limits,
): TierUsage {
  const { name, throttle, quota, keyIds } = plan;
  const keys = apiKeys.filter(({ id }) => keyIds.has(id));
  return { plan: name, throttle, quota, keys: keys.map((key) => keyUsage({ plan, key }, methods, limits)) };
}

function keyUsage(client: Client, methods: readonly RestMethodModel[], { throttles, counters }: Limits): KeyUsage {
  const { plan, key } = client;
  return {
    name: key.name,
    enabled: key.enabled,
    tokensLeft: throttles.left(client),
    quotaLeft: counters.left(plan, key.id),
    methods: methods.flatMap((method) => {
      const tokensLeft = throttles.leftFor(method, client);
      return tokensLeft === undefined ? [] : [{ routeKey: methodKey(method), tokensLeft }];
    }),
  };
}
