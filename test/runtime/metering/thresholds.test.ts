import { nearQuota, thresholdsReached } from '../../../lib/runtime/metering/thresholds';

const quota = { limit: 1_000, period: 'MONTH' } as const;

it.each([
  [799, 201, []],
  [800, 200, [80]],
  [999, 1, [80]],
  [1_000, 0, [80, 100]],
  [1_003, -3, [80, 100]],
  [0, 0, []],
])('used %d, remaining %d: %j', (used, remaining, reached) => {
  expect(thresholdsReached(used, remaining)).toEqual(reached);
});

it('are those of what was granted, where an operator extended the quota', () => {
  expect(thresholdsReached(1_000, 1_000)).toEqual([]);
  expect(thresholdsReached(1_600, 400)).toEqual([80]);
});

it('a small quota has no rounding', () => {
  expect(thresholdsReached(2, 1)).toEqual([]);
  expect(thresholdsReached(4, 1)).toEqual([80]);
});

it('little is left of a quota at a fifth of it', () => {
  expect([201, 200, 0, -1].map((remaining) => nearQuota(quota, remaining))).toEqual([false, true, true, true]);
  expect(nearQuota(quota, undefined)).toBe(false);
  expect(nearQuota(undefined, 0)).toBe(false);
});
