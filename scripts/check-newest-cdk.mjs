import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, run } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';
import { unlessUnchanged } from './lib/unless-unchanged.mjs';

// The newest release the library is known to work with. package.json has the oldest, which everything else runs on.
const NEWEST = { 'aws-cdk-lib': '2.276.0', constructs: '10.5.1' };

const folder = path.join('.cache', 'newest-cdk');
await setUp();
fs.mkdirSync(path.join(ROOT, folder), { recursive: true });
// its own package.json keeps npm from installing into the repository around it
fs.writeFileSync(path.join(ROOT, folder, 'package.json'), JSON.stringify({ private: true, dependencies: NEWEST }));
await unlessUnchanged(
  {
    stamp: path.join(folder, 'installed'),
    inputs: [path.join(folder, 'package.json')],
    outputs: [path.join(folder, 'node_modules', 'aws-cdk-lib', 'package.json')],
  },
  () => {
    console.log(`Installing aws-cdk-lib ${NEWEST['aws-cdk-lib']} ...`);
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: path.join(ROOT, folder) });
  },
);
run(process.execPath, ['scripts/test.mjs', '--selectProjects', 'unit'], {
  env: { CDK_FOLDER: path.join(ROOT, folder) },
});
