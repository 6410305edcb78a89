import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, runAside } from './run.mjs';
import { requirePrograms } from './toolchain.mjs';
import { unlessUnchanged } from './unless-unchanged.mjs';

const CONSTRAINTS = 'scripts/python/constraints.txt';

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
  await unlessUnchanged({ stamp: `.cache/${name}-installed`, inputs, outputs: [python] }, async () => {
    requirePrograms(['python3']);
    console.log(`Installing ${requirements} ...`);
    fs.rmSync(path.join(ROOT, folder), { recursive: true, force: true });
    await runAside('python3', ['-m', 'venv', folder]);
    await pip(python, 'install', '--requirement', requirements, '--constraint', constraints);
  });
  return path.join(ROOT, python);
}

/**
 * Installs the wheel of the library anew, which changes without changing its version. No registry is asked for it: until
 * the library is published, its name there is anybody's.
 */
export async function installLibrary(python) {
  const local = ['--no-index', '--find-links', 'dist/python'];
  await pip(python, 'install', '--force-reinstall', '--no-deps', ...local, 'cdk-apigateway-patterns');
  await pip(python, 'check');
}

function pip(python, ...args) {
  return runAside(python, ['-m', 'pip', '--quiet', '--disable-pip-version-check', ...args]);
}
