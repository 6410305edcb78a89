import { LiveUsage } from './live-usage';
import { Client } from './model';
import { Throttled, Throttles } from './throttles';

/** What is left of the limits of a stage and of its plans. */
export interface Limits extends LiveUsage {
  readonly throttles: Throttles;
}

export type Admission =
  { readonly kind: 'admitted' } | { readonly kind: 'over-quota' | 'throttled'; readonly detail: string };

/** Quota, then throttles of the plan and the stage. What is refused does not count. */
export function admit(target: Throttled, client: Client | undefined, { throttles, counters }: Limits): Admission {
  if (client && counters.isExhausted(client.plan, client.key.id)) {
    return { kind: 'over-quota', detail: `quota of plan ${client.plan.name} is used up` };
  }
  const exhausted = throttles.exhausted(target, client);
  if (exhausted !== undefined) return { kind: 'throttled', detail: `over the limit of the ${exhausted}` };
  if (client) counters.add(client.plan, client.key.id);
  return { kind: 'admitted' };
}
