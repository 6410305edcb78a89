import * as fs from 'node:fs';
import { run } from './lib/run.mjs';

const VENV = '.cache/python';
const PYTHON = `${VENV}/bin/python`;
const PACKAGES = ['boto3==1.44.5'];

// a program in another language takes part by the documented message alone
if (!fs.existsSync(`${VENV}/installed`)) {
  run('python3', ['-m', 'venv', VENV]);
  run(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES]);
  fs.writeFileSync(`${VENV}/installed`, '');
}
run(process.execPath, ['scripts/test.mjs', '--selectProjects', 'python'], { env: { PYTHON_TESTS: PYTHON } });
