import { QuotaModel } from './model';

export const DAY_MS = 24 * 60 * 60 * 1_000;

/** When the day began that a moment is on, by UTC. */
export function midnight(at: number): number {
  return at - (at % DAY_MS);
}

/** When the period began that a moment is in, by UTC. */
export function periodStart({ period, offset }: QuotaModel, now: number): number {
  const date = new Date(now);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const today = midnight(now);
  switch (period) {
    case 'DAY':
      return today;
    case 'WEEK':
      return today - ((date.getUTCDay() - offset + 7) % 7) * DAY_MS;
    case 'MONTH':
      return Date.UTC(year, day > offset ? month : month - 1, offset + 1);
  }
}
