import { UsageCounters } from './usage-counters';
import { UsageRegistry } from './usage-registry';

/** Who is in which plan, and what they have used. Both outlive a reload, whatever the kinds of the APIs. */
export interface LiveUsage {
  readonly registry: UsageRegistry;
  readonly counters: UsageCounters;
}
