import { Clock, systemClock } from './clock';

/** The longest that Node's timers take. */
const LONGEST_MS = 2 ** 31 - 1;

/** A clock of one's own may be turned at any moment, and does not tell. */
const LOOK_AGAIN_MS = 10;

/** Calls back once the clock has reached a time, and returns what calls it off. Keeps no process alive. */
export function callAt(clock: Clock, time: number, callback: () => void): () => void {
  const longest = clock === systemClock ? LONGEST_MS : LOOK_AGAIN_MS;
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    const left = time - clock.now();
    timer = setTimeout(() => (clock.now() >= time ? callback() : wait()), Math.min(Math.max(left, 0), longest)).unref();
  };
  if (time !== Infinity) wait();
  return () => clearTimeout(timer);
}
