import { callAt } from '../core/alarm';
import { Clock } from '../core/clock';
import { ReceivedMessage } from './message';
import { Queue } from './queue';

export interface WaitOptions {
  readonly max: number;
  /** @default - the queue's own */
  readonly visibilityTimeoutSeconds?: number;
  /** When to give up, in milliseconds since the epoch; Infinity for never. */
  readonly until: number;
  /** Ends the wait: nothing is received for somebody who has gone. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** Receives as soon as there is something to receive; nothing when the time is up. */
export async function waitForMessages(queue: Queue, options: WaitOptions): Promise<ReceivedMessage[]> {
  const { max, visibilityTimeoutSeconds, until, signal, clock } = options;
  while (!signal.aborted) {
    const received = queue.receive(max, visibilityTimeoutSeconds);
    if (received.length > 0 || clock.now() >= until) return received;
    await nextChange(queue, Math.min(until, queue.nextVisibleAt()), signal, clock);
  }
  return [];
}

function nextChange(queue: Queue, latest: number, signal: AbortSignal, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      unsubscribe();
      callOff();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const unsubscribe = queue.onChange(end);
    const callOff = callAt(clock, latest, end);
    signal.addEventListener('abort', end, { once: true });
  });
}
