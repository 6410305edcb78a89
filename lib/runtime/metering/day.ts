/** A day of UTC, such as `2026-03-14`. Days compare as texts do. */
export type Day = string;

/** Milliseconds since 1970. */
export type Clock = () => number;

const MILLISECONDS = 86_400_000;

export const dayOf = (time: number): Day => new Date(time).toISOString().slice(0, 10);

export const addDays = (day: Day, count: number): Day => dayOf(Date.parse(day) + count * MILLISECONDS);

/** Both ends included. */
export function daysFrom(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    days.push(day);
  }
  return days;
}
