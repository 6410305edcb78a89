import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const INTERVAL_MS = 100;

export interface MemoryWatch {
  readonly pid: number;
  readonly limitMb: number;
  readonly onExcess: () => void;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

/**
 * Calls `onExcess` once a process holds more memory than its function may. For runtimes that set no limit themselves, and
 * where /proc tells: elsewhere memory is not limited.
 */
export async function watchMemory({ pid, limitMb, onExcess, signal }: MemoryWatch): Promise<void> {
  for (;;) {
    const resident = await residentBytes(pid);
    if (resident === undefined || signal.aborted) return;
    if (resident > limitMb * 1_048_576) return onExcess();
    await wait(INTERVAL_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

async function residentBytes(pid: number): Promise<number | undefined> {
  try {
    const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1_024;
  } catch {
    return undefined;
  }
}
