import { decision } from '../../core/step';
import { Exchange } from '../exchange';
import { Throttles } from '../usage/throttles';
import { UsageCounters } from '../usage/usage-counters';
import { refused, RestStepResult } from './step';

/** Quota, then throttles of the plan and the stage. */
export function admitStep(
  { method, client }: Exchange,
  { throttles, counters }: { readonly throttles: Throttles; readonly counters: UsageCounters },
): RestStepResult {
  if (client && counters.isExhausted(client.plan, client.key.id)) {
    return refused('quota', `quota of plan ${client.plan.name} is used up`, { type: 'QUOTA_EXCEEDED' });
  }
  const exhausted = throttles.exhausted(method, client);
  if (exhausted !== undefined) return refused('throttle', `over the limit of the ${exhausted}`, { type: 'THROTTLED' });
  if (client) counters.add(client.plan, client.key.id);
  const isLimited = method.throttle !== undefined || client?.plan.throttle !== undefined;
  return isLimited ? { decision: decision('throttle', 'pass', 'within the limits') } : {};
}
