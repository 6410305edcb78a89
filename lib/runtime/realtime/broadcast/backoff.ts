/** Longest pause between tries of one invocation, in milliseconds. */
const LONGEST_PAUSE = 2_000;

/** Longest delay before another invocation tries, in seconds. */
const LONGEST_DELAY = 60;

/** Milliseconds before another try of the same invocation: anything up to a bound that doubles. */
export function pauseBefore(round: number, random: () => number): number {
  return random() * Math.min(LONGEST_PAUSE, 100 * 2 ** round);
}

/**
 * Seconds before another invocation tries. At least half of a bound that doubles, so that all tries together outlast
 * whatever is over in half a minute.
 */
export function delayBefore(attempt: number, random: () => number): number {
  const bound = Math.min(LONGEST_DELAY, 2 ** attempt);
  return Math.ceil((bound * (1 + random())) / 2);
}
