import * as fs from 'node:fs';
import * as path from 'node:path';
import { bundleHandlers } from './bundle-handlers.mjs';
import { ROOT, run } from './run.mjs';

/** Files that are made from others and committed. Each writes itself to the given path. */
export const GENERATED = {
  'API.md': (file) => run('jsii-docgen', ['-o', file], { stdio: ['ignore', 'ignore', 'inherit'] }),
  'lib/runtime/handlers/bundles.json': async (file) => {
    const hashes = await bundleHandlers(path.join(ROOT, '.cache', 'bundles'));
    fs.writeFileSync(file, `${JSON.stringify(hashes, undefined, 2)}\n`);
  },
};

export const INTEG = ['--directory', 'integ', '--language', 'typescript', '--app', 'npx tsx {filePath}'];
