import { MeteredTier } from '../contract/metering-settings';
import { Clock } from './day';
import { RunSummary } from './run-summary';
import { TierMetrics } from './tier-metrics';
import { readTier, TierReading } from './tier-reading';

export interface UsageMeterParts extends Pick<TierReading, 'reader' | 'ledger' | 'events'> {
  readonly tiers: readonly MeteredTier[];
  readonly now: Clock;
}

/** Brings the ledger up to date with what the service has counted. Runs may overlap, fail, or not take place. */
export class UsageMeter {
  public constructor(private readonly parts: UsageMeterParts) {}

  /** One tier's trouble does not keep another from being read. */
  public async run(metrics: TierMetrics, hasTime: () => boolean): Promise<RunSummary> {
    const { now, tiers, ...parts } = this.parts;
    const summary = new RunSummary();
    const startedAt = now();
    const owners = await parts.reader.owners();
    for (const plan of tiers) {
      try {
        await readTier({ ...parts, plan, owners, metrics, summary, startedAt, hasTime });
      } catch (error) {
        summary.failures.push(error);
      }
    }
    return summary;
  }
}
