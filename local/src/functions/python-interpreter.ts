import { spawnSync } from 'node:child_process';

/** A Python on this machine. */
export interface PythonInterpreter {
  /** Absolute, so that a function's own PATH makes no difference. */
  readonly executable: string;
  /** `3.11` */
  readonly version: string;
  readonly hasBoto3: boolean;
}

const OLDEST_MINOR = 9;
const PROBE = `
import importlib.util, sys
print(sys.executable, '%d.%d' % sys.version_info[:2], importlib.util.find_spec('boto3') is not None, sep='\\n')`;

/** The interpreter that a command starts, or why it is of no use. */
export function findPython(command: string): PythonInterpreter | string {
  const { status, stdout, error } = spawnSync(command, ['-c', PROBE], { encoding: 'utf8', timeout: 10_000 });
  if (error || status !== 0) return `${command} can't be started${error ? `: ${error.message}` : ''}`;
  const [executable = '', version = '', hasBoto3] = stdout.trim().split('\n');
  const [major, minor] = version.split('.').map(Number);
  if (major !== 3 || minor! < OLDEST_MINOR) return `${command} is Python ${version}, and 3.${OLDEST_MINOR} is needed`;
  return { executable, version, hasBoto3: hasBoto3 === 'True' };
}
