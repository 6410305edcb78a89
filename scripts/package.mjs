import * as fs from 'node:fs';
import * as path from 'node:path';
import { extractExamples } from './lib/extract-examples.mjs';
import { dotnet } from './lib/package/dotnet.mjs';
import { go } from './lib/package/go.mjs';
import { java } from './lib/package/java.mjs';
import { javascript } from './lib/package/javascript.mjs';
import { python } from './lib/package/python.mjs';
import { ROOT } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';
import { requirePrograms } from './lib/toolchain.mjs';
import { unlessUnchanged } from './lib/unless-unchanged.mjs';

const LANGUAGES = { javascript, python, java, dotnet, go };
const INPUTS = [
  'lib',
  '.jsii',
  '.jsii.tabl.json',
  ...['README.md', 'API.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE', 'docs/broadcast.schema.json'],
  ...['package.json', 'package-lock.json', 'scripts/package.mjs', 'scripts/lib/package'],
];

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in LANGUAGES));
if (unknown.length > 0) {
  console.error(`no language ${unknown.join(', ')}: there are ${Object.keys(LANGUAGES).join(', ')}`);
  process.exit(1);
}
const chosen = named.length > 0 ? named : Object.keys(LANGUAGES);
requirePrograms(chosen.flatMap((name) => LANGUAGES[name].programs));

await setUp();
await extractExamples();
// all of them end before this process does, also when one fails
const results = await Promise.allSettled(chosen.map(make));
const failures = results.filter(({ status }) => status === 'rejected');
for (const { reason } of failures) console.error(reason);
process.exit(failures.length > 0 ? 1 : 0);

async function make(name) {
  const { outputs, make: build } = LANGUAGES[name];
  await unlessUnchanged({ stamp: `.cache/package/${name}-made`, inputs: INPUTS, outputs }, async () => {
    for (const output of outputs) fs.rmSync(path.join(ROOT, output), { recursive: true, force: true });
    const start = Date.now();
    await build();
    console.log(`${outputs.join(', ')} made in ${Math.round((Date.now() - start) / 1_000)} s`);
  });
}
