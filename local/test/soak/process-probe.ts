import { readdirSync, readFileSync } from 'node:fs';

export interface Usage {
  readonly residentMb: number;
  readonly handles: number;
}

/** What a process holds right now; Linux only. */
export function usageOf(pid: number): Usage {
  const [, kilobytes = ''] = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { residentMb: Math.round(Number(kilobytes) / 1_024), handles: readdirSync(`/proc/${pid}/fd`).length };
}

/** Processes that were started with a text in their environment, other than this one. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => environmentOf(pid).includes(text))
    .map(Number);
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    // of somebody else, or gone
    return '';
  }
}
