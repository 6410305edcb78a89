import * as fs from 'node:fs';
import * as path from 'node:path';
import { chosenOf } from './lib/chosen.mjs';
import { extractExamples } from './lib/extract-examples.mjs';
import { finishAll } from './lib/finish-all.mjs';
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
  ...[
    'package.json',
    'package-lock.json',
    'scripts/package.mjs',
    'scripts/lib/package',
    'scripts/lib/translations/blocks.mjs',
  ],
];

const chosen = chosenOf(Object.keys(LANGUAGES), process.argv.slice(2));
requirePrograms(chosen.flatMap((name) => LANGUAGES[name].programs));

await setUp();
await extractExamples();
await finishAll(chosen.map(make));

async function make(name) {
  const { outputs, make: build } = LANGUAGES[name];
  await unlessUnchanged({ stamp: `.cache/package/${name}-made`, inputs: INPUTS, outputs }, async () => {
    for (const output of outputs) fs.rmSync(path.join(ROOT, output), { recursive: true, force: true });
    const start = Date.now();
    await build();
    console.log(`${outputs.join(', ')} made in ${Math.round((Date.now() - start) / 1_000)} s`);
  });
}
