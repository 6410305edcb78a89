/** What a run did, in numbers. */
export class RunSummary {
  public days = 0;
  public figures = 0;
  public events = 0;
  /** Days of long ago for which the service has no figures any more. */
  public unavailableDays = 0;
  /** Whether days were left for the next run. */
  public unfinished = false;
  public readonly failures: unknown[] = [];
}
