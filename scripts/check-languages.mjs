import { chosenOf } from './lib/chosen.mjs';
import { finishAll } from './lib/finish-all.mjs';
import { go } from './lib/languages/go.mjs';
import { java } from './lib/languages/java.mjs';
import { python } from './lib/languages/python.mjs';
import { typescript } from './lib/languages/typescript.mjs';
import { run, runAside } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';
import { requirePrograms } from './lib/toolchain.mjs';

const LANGUAGES = { python, java, go };

const chosen = chosenOf(Object.keys(LANGUAGES), process.argv.slice(2));
const prepared = [typescript, ...chosen.map((name) => LANGUAGES[name])];
requirePrograms(prepared.flatMap(({ programs }) => programs));

await setUp();
console.log(`Packaging and installing for ${chosen.join(', ')} ...`);
// nothing compiles that of .NET: it is there to be looked at
const packages = [...prepared.map((language) => language.package), 'dotnet'];
const packaged = runAside(process.execPath, ['scripts/package.mjs', ...packages]);
await finishAll([packaged, ...prepared.map(({ prepare }) => prepare(packaged))]);
// one file after the other: programs of a language share what jsii unpacks
run(process.execPath, ['scripts/test.mjs', '--selectProjects', 'languages', '--runInBand'], {
  env: { LANGUAGE_TESTS: chosen.join(',') },
});
