import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** Two APIs with the same route and function, as one of the tools serves them. */
export interface ServedApi {
  readonly httpApi: string;
  readonly restApi: string;
  /** From the start of the process to the first answer of the function. */
  readonly startMs: number;
  stop(): Promise<void>;
}

interface Program {
  readonly args: string[];
  readonly cwd: string;
  readonly httpApi: string;
  readonly restApi: string;
}

/** As long as a slow machine may need. */
const LONGEST_START_MS = 120_000;

export async function serve({ args, cwd, httpApi, restApi }: Program): Promise<ServedApi> {
  const started = performance.now();
  const env = { ...process.env, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' };
  const child = spawn(process.execPath, args, { cwd, env, stdio: 'ignore' });
  await untilAnswered(httpApi, child);
  const startMs = performance.now() - started;
  return { httpApi, restApi, startMs, stop: () => end(child) };
}

async function untilAnswered(url: string, child: ChildProcess): Promise<void> {
  const longest = performance.now() + LONGEST_START_MS;
  while (performance.now() < longest && child.exitCode === null) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => undefined,
    );
    if (status === 200) return;
    await pause(10);
  }
  await end(child);
  throw new Error(`${child.spawnargs.join(' ')} gave no answer at ${url}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
