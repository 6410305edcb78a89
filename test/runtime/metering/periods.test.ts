import { daysToRead } from '../../../lib/runtime/metering/reading-window';
import { periodOf } from '../../../lib/runtime/metering/quota-period';
import { addDays, daysFrom } from '../../../lib/runtime/metering/day';
import { MeteredQuota } from '../../../lib/runtime/contract/metering-settings';

const span = (period: MeteredQuota['period'], day: string, offset?: number) => {
  const { start, end } = periodOf({ limit: 1, period, offset }, day);
  return `${start}..${end}`;
};

describe('the period of a quota', () => {
  it('of a day is the day', () => {
    expect(span('DAY', '2026-12-31')).toBe('2026-12-31..2027-01-01');
  });

  it('of a week begins on Sunday, or days after it', () => {
    expect(span('WEEK', '2026-03-14')).toBe('2026-03-08..2026-03-15');
    expect(span('WEEK', '2026-03-15')).toBe('2026-03-15..2026-03-22');
    expect(span('WEEK', '2026-03-15', 1)).toBe('2026-03-09..2026-03-16');
    expect(span('WEEK', '2026-03-14', 6)).toBe('2026-03-14..2026-03-21');
  });

  it('of a month begins on the first, or days after it', () => {
    expect(span('MONTH', '2028-02-29')).toBe('2028-02-01..2028-03-01');
    expect(span('MONTH', '2026-12-31')).toBe('2026-12-01..2027-01-01');
    expect(span('MONTH', '2026-03-14', 14)).toBe('2026-02-15..2026-03-15');
    expect(span('MONTH', '2026-03-15', 14)).toBe('2026-03-15..2026-04-15');
    expect(span('MONTH', '2027-01-01', 27)).toBe('2026-12-28..2027-01-28');
  });

  it.each([
    ['DAY', 0],
    ['WEEK', 0],
    ['WEEK', 6],
    ['MONTH', 0],
    ['MONTH', 27],
  ] as const)('%s with offset %d: every day of two years is in one, and one follows the other', (period, offset) => {
    let { start, end } = periodOf({ limit: 1, period, offset }, '2026-01-01');
    for (const day of daysFrom('2026-01-01', '2028-03-01')) {
      if (day === end) {
        start = end;
        end = periodOf({ limit: 1, period, offset }, day).end;
      }
      expect(periodOf({ limit: 1, period, offset }, day)).toEqual({ start, end });
    }
  });
});

describe('the days to read', () => {
  const span = (last?: string) => {
    const days = daysToRead('2026-03-14', last);
    expect(days).toEqual(daysFrom(days[0], '2026-03-14'));
    return days.length;
  };

  it.each([
    [undefined, 90],
    ['2026-03-13', 3],
    ['2026-03-12', 3],
    ['2026-03-11', 4],
    ['2026-03-07', 8],
    ['2025-12-15', 90],
    ['2025-12-14', 90],
    ['2020-01-01', 90],
  ])('after %s are %d', (last, count) => {
    expect(span(last)).toBe(count);
  });

  it('are read on the second day after them at least, whenever runs take place', () => {
    const readOn: Record<string, string> = {};
    let complete: string | undefined = '2026-02-28';
    for (const run of ['2026-03-01', '2026-03-02', '2026-03-09', '2026-03-10', '2026-03-31', '2026-04-02']) {
      for (const day of daysToRead(run, complete)) {
        readOn[day] = run;
      }
      complete = addDays(run, -1);
    }
    for (const day of daysFrom('2026-03-01', '2026-03-31')) {
      expect(readOn[day] >= addDays(day, 2)).toBe(true);
    }
  });
});
