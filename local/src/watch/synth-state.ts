import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ifThere } from '../core/if-there';

/** `unsure`: nothing says that somebody is writing, but something is newer than what a synth writes last. */
export type SynthState = 'under way' | 'unsure' | 'complete';

/** Made by the CDK's command line before it runs the app, removed when the assembly is complete. It holds a process id. */
const LOCK = 'synth.lock';
/** What an app writes last, after its templates. */
const LAST = 'manifest.json';
const BEFORE = /\.(template|assets)\.json$|^assembly-/;

/** How far a synth has come, from what it leaves in the folder of the assembly. */
export function synthState(assembly: string): SynthState {
  const writer = ifThere(() => readFileSync(join(assembly, LOCK), 'utf8'));
  if (writer !== undefined && isRunning(Number(writer))) return 'under way';
  // a folder that is being made anew
  if (!existsSync(join(assembly, LAST))) return 'under way';
  const last = changedAt(join(assembly, LAST));
  const others = ifThere(() => readdirSync(assembly)) ?? [];
  return others.some((name) => BEFORE.test(name) && changedAt(join(assembly, name)) > last) ? 'unsure' : 'complete';
}

function changedAt(path: string): number {
  return ifThere(() => statSync(path).mtimeMs) ?? 0;
}

/** The lock of a synth that was killed stays. */
function isRunning(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
