import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, runAside } from '../run.mjs';
import { unlessUnchanged } from '../unless-unchanged.mjs';
import { VERSIONS } from './versions.mjs';

const OWN = 'scripts/lib/languages/python.mjs';
const VENV = '.cache/languages/python';
const PYTHON = `${VENV}/bin/python`;
const CDK = [`aws-cdk-lib==${VERSIONS.cdk}`, `constructs==${VERSIONS.constructs}`, `jsii==${VERSIONS.jsii}`];

/** A virtual environment that has the wheel. */
export const python = {
  programs: ['python3'],
  package: 'python',
  prepare: async (packaged) => {
    await unlessUnchanged({ stamp: `${VENV}/cdk-installed`, inputs: [OWN, 'package.json'], outputs: [PYTHON] }, () =>
      makeVenv(),
    );
    await packaged;
    await unlessUnchanged({ stamp: `${VENV}/wheel-installed`, inputs: ['dist/python'], outputs: [PYTHON] }, () =>
      installWheel(),
    );
  },
};

async function makeVenv() {
  fs.rmSync(path.join(ROOT, VENV), { recursive: true, force: true });
  await runAside('python3', ['-m', 'venv', VENV]);
  await pip('install', ...CDK);
}

/** The version stays the same from build to build, so that pip would keep the one it has. */
async function installWheel() {
  const [wheel] = fs.readdirSync(path.join(ROOT, 'dist', 'python')).filter((file) => file.endsWith('.whl'));
  await pip('install', '--force-reinstall', '--no-deps', `dist/python/${wheel}`);
  await pip('check');
}

function pip(...args) {
  return runAside(PYTHON, ['-m', 'pip', '--quiet', '--disable-pip-version-check', ...args]);
}
