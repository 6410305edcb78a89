import { setTimeout as delay } from 'node:timers/promises';

/** Asks until there is an answer, for up to 20 seconds. */
export async function eventually<Found>(ask: () => Promise<Found | undefined>): Promise<Found> {
  for (const end = Date.now() + 20_000; Date.now() < end; await delay(200)) {
    const found = await ask();
    if (found !== undefined) return found;
  }
  throw new Error('nothing came within 20 seconds');
}
