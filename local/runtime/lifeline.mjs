import { Socket } from 'node:net';
import { isMainThread, Worker } from 'node:worker_threads';

const LIFELINE = 5;

/**
 * Ends this process and all that it started once the gateway is gone, however that came about. A thread of its own
 * watches, because a function in an endless loop would never look.
 */
export function holdLifeline() {
  new Worker(new URL(import.meta.url), { stdin: false, env: {} }).unref();
}

if (!isMainThread) {
  const lifeline = new Socket({ fd: LIFELINE, readable: true, writable: false });
  lifeline.on('close', () => process.kill(-process.pid, 'SIGKILL'));
  lifeline.resume();
}
