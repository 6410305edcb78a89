import { readFile } from 'node:fs/promises';

const INTERVAL_MS = 100;

export interface MemoryWatch {
  readonly pid: number;
  readonly limitMb: number;
  readonly onExcess: () => void;
}

/**
 * Calls back when a process holds more memory than its function may, where /proc tells: elsewhere memory is not limited.
 * Returns what ends the watch. The first look is not at once, so that most invocations cost none.
 */
export function watchMemory({ pid, limitMb, onExcess }: MemoryWatch): () => void {
  const timer = setInterval(async () => {
    const resident = await residentBytes(pid);
    if (resident !== undefined && resident > limitMb * 1_048_576) onExcess();
  }, INTERVAL_MS).unref();
  return () => clearInterval(timer);
}

async function residentBytes(pid: number): Promise<number | undefined> {
  try {
    const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1_024;
  } catch {
    return undefined;
  }
}
