import { QuotaModel } from './model';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** When the period began that a moment is in, by UTC. */
export function periodStart({ period, offset }: QuotaModel, now: number): number {
  const date = new Date(now);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const midnight = Date.UTC(year, month, day);
  switch (period) {
    case 'DAY':
      return midnight;
    case 'WEEK':
      return midnight - ((date.getUTCDay() - offset + 7) % 7) * DAY_MS;
    case 'MONTH':
      return Date.UTC(year, day > offset ? month : month - 1, offset + 1);
  }
}
