import { setTimeout as sleep } from 'node:timers/promises';

/** Waits before another try, longer each time. */
export type Pause = (attempt: number) => Promise<unknown>;

/** How often something is tried that a service did only in part. The SDK itself tries what failed as a whole. */
export const MOST_TRIES = 6;

const LONGEST_PAUSE_MS = 2_000;

/** Anything up to a bound that doubles, so that those who were refused together don't come back together. */
export const jitteredPause: Pause = (attempt) => sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, 50 * 2 ** attempt));
