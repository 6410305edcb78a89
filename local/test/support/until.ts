import { setTimeout as wait } from 'node:timers/promises';

const GENEROUS_MS = 20_000;

/** Looks again and again until something is there. */
export async function until<T>(look: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + GENEROUS_MS;
  while (Date.now() < end) {
    const found = await look();
    if (found) return found;
    await wait(20);
  }
  throw new Error(`not there after ${GENEROUS_MS} ms: ${look.toString()}`);
}
