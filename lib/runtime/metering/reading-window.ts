import { addDays, Day, daysFrom } from './day';

/** The service's figures arrive late: a day is read until the second day after it. */
const LEAST_DAYS = 3;

/** What the service is asked for at most. */
const MOST_DAYS = 90;

/** The first of the days that are read again by every run. */
export const firstRecentDay = (today: Day): Day => addDays(today, 1 - LEAST_DAYS);

/**
 * The days to read, oldest first: from the last complete one on, which is read once more, since its figures may have
 * been late. A plan that was never read is read as far back as it goes.
 */
export function daysToRead(today: Day, lastComplete: Day | undefined): Day[] {
  const oldest = addDays(today, 1 - MOST_DAYS);
  const wanted = [lastComplete ?? oldest, firstRecentDay(today)].sort()[0];
  return daysFrom(wanted < oldest ? oldest : wanted, today);
}
