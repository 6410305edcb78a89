import { MeteredQuota } from '../contract/metering-settings';
import { addDays, Day, dayOf } from './day';

export interface Period {
  readonly start: Day;
  /** The day after the last. */
  readonly end: Day;
}

/** The period of a quota that a day belongs to. Periods begin at midnight UTC. */
export function periodOf({ period, offset = 0 }: MeteredQuota, day: Day): Period {
  if (period === 'DAY') {
    return { start: day, end: addDays(day, 1) };
  }
  if (period === 'WEEK') {
    const start = addDays(day, -((new Date(day).getUTCDay() - offset + 7) % 7));
    return { start, end: addDays(start, 7) };
  }
  // counted from its offset, a month is a calendar month
  const counted = new Date(addDays(day, -offset));
  const begin = (month: number): Day => addDays(dayOf(Date.UTC(counted.getUTCFullYear(), month, 1)), offset);
  return { start: begin(counted.getUTCMonth()), end: begin(counted.getUTCMonth() + 1) };
}
