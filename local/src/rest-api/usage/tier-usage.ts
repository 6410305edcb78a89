import { ThrottleModel } from '../../core/throttle-model';
import { Client } from '../exchange';
import { methodKey, RestApiModel, RestMethodModel } from '../model';
import { QuotaModel, StagePlanModel } from './model';
import { Throttles } from './throttles';
import { UsageCounters } from './usage-counters';
import { UsageRegistry } from './usage-registry';

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
  plan: StagePlanModel,
  { methods }: Pick<RestApiModel, 'methods'>,
  registry: UsageRegistry,
  limits: Limits,
): TierUsage {
  const { id, name, throttle, quota } = plan;
  const keys = registry.keysIn(id);
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
