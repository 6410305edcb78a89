import { Timing } from '../../../../lib/runtime/realtime/broadcast/timing';

/** A moment long ago, in milliseconds since 1970. */
const START = Date.parse('2026-01-01T00:00:00Z');

/**
 * Time that passes as fast as the code runs, in steps of a millisecond: asynchronous code that waits for nothing but
 * this runs the same each time.
 */
export class VirtualTime {
  private current = START;
  private readonly due = new Map<number, (() => void)[]>();
  private readonly moments: number[] = [];
  public readonly random: () => number;
  public readonly timing: Timing;

  public constructor(seed = 1) {
    this.random = seededRandom(seed);
    this.timing = { now: () => this.current, sleep: (milliseconds) => this.sleep(milliseconds), random: this.random };
  }

  public get now(): number {
    return this.current;
  }

  /** Seconds since the beginning. */
  public get seconds(): number {
    return (this.current - START) / 1_000;
  }

  public sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  public after(milliseconds: number, action: () => void): void {
    const moment = this.current + Math.max(1, Math.ceil(milliseconds));
    const actions = this.due.get(moment);
    if (actions) {
      actions.push(action);
    } else {
      this.due.set(moment, [action]);
      insertSorted(this.moments, moment);
    }
  }

  /** Lets time pass until nothing is to come. Fails where that takes longer than a bound. */
  public async run(longestSeconds = 24 * 3_600): Promise<void> {
    await settled();
    for (let moment = this.moments.pop(); moment !== undefined; moment = this.moments.pop()) {
      this.current = moment;
      if (this.seconds > longestSeconds) {
        throw new Error(`still busy after ${longestSeconds} seconds`);
      }
      const actions = this.due.get(moment) ?? [];
      this.due.delete(moment);
      actions.forEach((action) => action());
      await settled();
    }
  }
}

/** Until all that can run has run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Latest first: what is next is at the end. */
function insertSorted(moments: number[], moment: number): void {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (moments[middle] > moment) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  moments.splice(low, 0, moment);
}

/** Mulberry32. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
