import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
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
  const result = spawnSync(command, args, { cwd, stdio, env: environment(env) });
  if (result.error) throw result.error;
  return result.status ?? 1;
}

/** Runs a command beside others and gives what it prints. When it fails, that is the error. */
export async function runAside(command, args, { env = {}, cwd = ROOT } = {}) {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: environment(env) });
  const printed = [];
  child.stdout.on('data', (data) => printed.push(data));
  child.stderr.on('data', (data) => printed.push(data));
  const [status] = await once(child, 'close');
  const output = Buffer.concat(printed).toString();
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed with exit code ${status}\n${output}`);
  return output;
}

function environment(env) {
  return {
    ...process.env,
    PATH: `${path.join(ROOT, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}`,
    // what jsii unpacks stays in this checkout
    JSII_RUNTIME_PACKAGE_CACHE_ROOT: path.join(ROOT, '.cache', 'jsii'),
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
    ...env,
  };
}
