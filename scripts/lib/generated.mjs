import * as fs from 'node:fs';
import * as path from 'node:path';
import { bundleHandlers } from './bundle-handlers.mjs';
import { REFERENCES, writeReference } from './references.mjs';
import { ROOT, run, tryRun } from './run.mjs';
import { inAllLanguages, TEXTS } from './translations/markdown.mjs';
import { hashOf } from './unless-unchanged.mjs';

/** Files that are made from others and committed. Each writes itself to the given path. */
export const GENERATED = {
  ...Object.fromEntries(
    Object.entries(REFERENCES).map(([name, language]) => [name, (file) => writeReference(language, file)]),
  ),
  ...Object.fromEntries(
    TEXTS.map((text) => [text, async (file) => fs.writeFileSync(file, await inAllLanguages(text))]),
  ),
  'lib/runtime/handlers/bundles.json': async (file) => {
    const hashes = await bundleHandlers(path.join(ROOT, '.cache', 'bundles'));
    fs.writeFileSync(file, `${JSON.stringify(hashes, undefined, 2)}\n`);
  },
};

/** Writes the snapshots of the integration tests and tells whether they are what was there before. */
export function writeSnapshots() {
  const ours = () => hashOf(['integ'], (file) => file.includes('.snapshot/asset.') || file.includes('cdk-integ.out'));
  const before = ours();
  // it fails where a resource was replaced, although it has written the snapshot: verifying tells what counts
  tryRun('integ-runner', ['--dry-run', '--update-on-failed', '--force']);
  run('integ-runner', []);
  return ours() === before;
}
