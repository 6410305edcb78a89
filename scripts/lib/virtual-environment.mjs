import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, run } from './run.mjs';
import { requirePrograms } from './toolchain.mjs';
import { unlessUnchanged } from './unless-unchanged.mjs';

const CONSTRAINTS = 'scripts/python/constraints.txt';

const PIP = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];

/**
 * Makes a virtual environment in .cache, and gives the path of its interpreter.
 *
 * @param requirements a file of what is to be installed there
 * @param constraints a file of the versions that may be
 */
export async function virtualEnvironment(name, requirements, constraints = CONSTRAINTS) {
  const folder = `.cache/${name}`;
  const python = `${folder}/bin/python`;
  const inputs = [requirements, constraints];
  await unlessUnchanged({ stamp: `.cache/${name}-installed`, inputs, outputs: [python] }, () => {
    requirePrograms(['python3']);
    console.log(`Installing ${requirements} ...`);
    fs.rmSync(path.join(ROOT, folder), { recursive: true, force: true });
    run('python3', ['-m', 'venv', folder]);
    run(python, [...PIP, '--requirement', requirements, '--constraint', constraints]);
  });
  return path.join(ROOT, python);
}

/** Installs a wheel of this repository anew, which changes without changing its version. */
export function reinstall(python, distribution, folder) {
  run(python, [...PIP, '--force-reinstall', '--no-deps', '--no-index', '--find-links', folder, distribution]);
}
