import { setTimeout as sleep } from 'node:timers/promises';

/** Time and chance, which tests make up. */
export interface Timing {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** From 0 to, not including, 1. */
  readonly random: () => number;
}

export const REAL_TIMING: Timing = { now: Date.now, sleep, random: Math.random };

/** Whether there is time to begin something: an invocation that is cut off repeats all it has done. */
export type HasTime = () => boolean;
