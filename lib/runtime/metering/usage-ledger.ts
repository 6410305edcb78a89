import { ItemKey } from '../contract/usage-table';
import { Day } from './day';

/** What a key used on a day in a usage plan. */
export interface UsageRecord {
  readonly apiKeyId: string;
  readonly day: Day;
  readonly usagePlanId: string;
  readonly tier: string;
  readonly customerId: string;
  readonly used: number;
  readonly remaining?: number;
  /** When the run that read it began, as ISO 8601. */
  readonly readAt: string;
}

/** The books. Several runs may write them at the same time, in any order and any number of times. */
export interface UsageLedger {
  /**
   * Writes a figure where it is larger than the recorded one, or newer and otherwise different.
   *
   * @returns by how much the recorded figure grew: over all runs, this adds up to the figure itself
   */
  record(record: UsageRecord): Promise<number>;

  /** What a key used in a plan from one day to another, both included. */
  used(apiKeyId: string, usagePlanId: string, first: Day, last: Day): Promise<number>;

  /** Who had the key when it was last recorded. */
  lastOwner(apiKeyId: string): Promise<string | undefined>;

  /** The day up to which a plan's days were read after they were over. */
  lastCompleteDay(usagePlanId: string): Promise<Day | undefined>;

  /** Never goes back. */
  complete(usagePlanId: string, day: Day): Promise<void>;

  /** Tells one of all runs to raise an event. Where that run does not say `raised` in time, another is told. */
  claim(event: ItemKey, now: number): Promise<boolean>;

  raised(event: ItemKey, now: number): Promise<void>;
}

/** A claim is given up after this: longer than any run. */
export const CLAIM_MILLISECONDS = 20 * 60_000;
