import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, run } from './run.mjs';
import { unlessUnchanged } from './unless-unchanged.mjs';

/** Installs packages in a folder of .cache, beside those of the repository, unless they are there. */
export async function installInCache(name, dependencies) {
  const folder = path.join('.cache', name);
  fs.mkdirSync(path.join(ROOT, folder), { recursive: true });
  // its own package.json keeps npm from installing into the repository around it
  fs.writeFileSync(path.join(ROOT, folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  await unlessUnchanged(
    {
      stamp: path.join(folder, 'installed'),
      inputs: [path.join(folder, 'package.json')],
      outputs: Object.keys(dependencies).map((each) => path.join(folder, 'node_modules', each, 'package.json')),
    },
    () => {
      console.log(
        `Installing ${Object.entries(dependencies)
          .map((each) => each.join(' '))
          .join(', ')} ...`,
      );
      run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: path.join(ROOT, folder) });
    },
  );
  return path.join(ROOT, folder);
}
