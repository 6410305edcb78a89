import { InvalidPeriodError } from './errors';

/** Days of UTC, such as `2030-01-31`. Both count. API Gateway keeps usage for 90 days. */
export interface UsagePeriod {
  readonly from: string;
  readonly to: string;
}

/** What a key was used for on one day. */
export interface DailyUsage {
  /** Day of UTC, such as `2030-01-31`. */
  readonly date: string;
  /** Requests that day. */
  readonly used: number;
  /** Requests left of the quota at the end of that day. */
  readonly remaining: number;
}

/** What a key was used for, in the tier it is in now: a move starts a new count. */
export interface KeyUsage {
  readonly tier: string;
  readonly days: DailyUsage[];
}

/** Refuses what is no period of days. */
export function checkPeriod({ from, to }: UsagePeriod): void {
  if (!isDay(from) || !isDay(to) || from > to) {
    throw new InvalidPeriodError(from, to);
  }
}

/** Pairs of used and remaining requests, one for each day from the first on, as AWS documents them, with their dates. */
export function withDates(from: string, pairs: number[][]): DailyUsage[] {
  return pairs.map(([used = 0, remaining = 0], index) => ({ date: dayAfter(from, index), used, remaining }));
}

function dayAfter(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** A day that is in the calendar: the 30th of February is not. */
function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayAfter(text, 0) === text;
}
