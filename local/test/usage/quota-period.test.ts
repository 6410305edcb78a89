import { periodStart } from '../../src/usage/quota-period';

const at = (text: string) => Date.parse(`${text}Z`);
const start = (period: 'DAY' | 'WEEK' | 'MONTH', offset: number, now: string) =>
  new Date(periodStart({ limit: 1, period, offset }, at(now))).toISOString().slice(0, 16);

// 2026-01-15 is a Thursday
it.each([
  ['DAY', 0, '2026-01-15T23:59', '2026-01-15T00:00'],
  ['WEEK', 0, '2026-01-15T12:00', '2026-01-11T00:00'],
  ['WEEK', 4, '2026-01-15T12:00', '2026-01-15T00:00'],
  ['WEEK', 5, '2026-01-15T12:00', '2026-01-09T00:00'],
  ['MONTH', 0, '2026-01-15T12:00', '2026-01-01T00:00'],
  ['MONTH', 14, '2026-01-15T00:00', '2026-01-15T00:00'],
  ['MONTH', 15, '2026-01-15T12:00', '2025-12-16T00:00'],
] as const)('R-80: a %s with offset %s at %s began at %s', (period, offset, now, expected) => {
  expect(start(period, offset, now)).toBe(expected);
});
