import { Outbox } from '../ports';
import { entryOf, Task } from './task';

/**
 * Tasks that are made text at a time: every one repeats the frame, so that all of them together would fill the memory.
 * As many as an outbox sends at once, at most 10 MB.
 */
const MOST_TEXTS = 40;

/** Sends all, or throws. Those sent before a failure stay sent. */
export async function sendTasks(queue: Outbox, tasks: readonly Task[]): Promise<void> {
  for (let start = 0; start < tasks.length; start += MOST_TEXTS) {
    await queue.send(tasks.slice(start, start + MOST_TEXTS).map((task) => entryOf(task)));
  }
}
