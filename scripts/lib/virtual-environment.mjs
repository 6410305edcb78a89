import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, run } from './run.mjs';
import { requirePrograms } from './toolchain.mjs';
import { unlessUnchanged } from './unless-unchanged.mjs';

const CONSTRAINTS = 'scripts/python/constraints.txt';

/**
 * Makes a virtual environment in .cache, and gives the path of its interpreter.
 *
 * @param requirements a file of what is to be installed there, in the versions of the constraints
 * @param inputs what else there is to look at for whether it is up to date
 */
export async function virtualEnvironment(name, requirements, inputs = []) {
  const folder = `.cache/${name}`;
  const python = `${folder}/bin/python`;
  const all = [requirements, CONSTRAINTS, ...inputs];
  await unlessUnchanged({ stamp: `.cache/${name}-installed`, inputs: all, outputs: [python] }, () => {
    requirePrograms(['python3']);
    console.log(`Installing ${requirements} ...`);
    fs.rmSync(path.join(ROOT, folder), { recursive: true, force: true });
    run('python3', ['-m', 'venv', folder]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    run(python, [...pip, '--requirement', requirements, '--constraint', CONSTRAINTS]);
  });
  return path.join(ROOT, python);
}
