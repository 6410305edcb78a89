import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Runs a command at the top of the repository and ends this process with its exit code when it fails. */
export function run(command, args, options = {}) {
  const status = tryRun(command, args, options);
  if (status !== 0) {
    console.error(`\n${command} ${args.join(' ')} failed with exit code ${status}`);
    process.exit(status);
  }
}

/** Runs a command and gives its exit code. */
export function tryRun(command, args, { env = {}, stdio = 'inherit', cwd = ROOT } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    stdio,
    env: {
      ...process.env,
      PATH: `${path.join(ROOT, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}`,
      JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
      ...env,
    },
  });
  if (result.error) throw result.error;
  return result.status ?? 1;
}
