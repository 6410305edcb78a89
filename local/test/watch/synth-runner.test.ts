import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SynthRunner } from '../../src/watch/synth-runner';
import { watchSources } from '../../src/watch/watch-sources';
import { cleanUp, temporaryFolder } from '../functions/function-fixture';
import { isAlive, untilGone } from '../functions/process-life';
import { until } from '../support/until';

let folder: string;
let failures: string[];
const ends: (() => void)[] = [];
beforeEach(() => {
  failures = [];
  folder = temporaryFolder({ 'app.js': '', 'node_modules/x/index.js': '', 'cdk.out/manifest.json': '' });
});
afterEach(async () => {
  ends.splice(0).forEach((end) => end());
  await cleanUp();
});

/** A command that tells of its begin and end in a file, and does something in between. */
function runner(doing = ''): SynthRunner {
  const log = join(folder, '.log');
  writeFileSync(log, '');
  const script = `
    const { appendFileSync, writeFileSync } = require('node:fs');
    appendFileSync(${JSON.stringify(log)}, 'begin ' + process.pid + '\\n');
    process.on('exit', () => appendFileSync(${JSON.stringify(log)}, 'end\\n'));
    ${doing}`;
  writeFileSync(join(folder, '.synth.js'), script);
  const made = new SynthRunner(`"${process.execPath}" "${join(folder, '.synth.js')}"`, (output) =>
    failures.push(output),
  );
  ends.push(() => made.close());
  return made;
}

const log = () => readFileSync(join(folder, '.log'), 'utf8').trim().split('\n');
const steps = () => log().map((line) => line.split(' ')[0]);
const ended = (count: number) => until(() => steps().filter((step) => step === 'end').length >= count);
/** Longer than the runner and the watch wait: who looks too early sees less, but does not fail. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 1_000));

function watch(synth: SynthRunner): void {
  ends.push(
    watchSources(
      folder,
      join(folder, 'cdk.out'),
      () => synth.request(),
      (text) => failures.push(text),
    ),
  );
}

it('runs when a source has changed, and not for packages, for the assembly or for what tools keep', async () => {
  watch(runner());
  for (const name of ['node_modules/x/index.js', 'cdk.out/manifest.json', '.cache'])
    writeFileSync(join(folder, name), '1');
  await aWhile();
  expect(log()).toEqual(['']);
  writeFileSync(join(folder, 'app.js'), '1');
  await ended(1);
});

it('runs never overlap, and changes during a run ask for one more', async () => {
  const synth = runner('setTimeout(() => undefined, 300);');
  for (let index = 0; index < 5; index++) synth.request();
  await ended(2);
  await aWhile();
  expect(steps()).toEqual(['begin', 'end', 'begin', 'end']);
});

it('a command that writes beside the sources comes to an end, and runs again after the next change', async () => {
  watch(runner(`writeFileSync(${JSON.stringify(join(folder, 'compiled.js'))}, String(Math.random()));`));
  writeFileSync(join(folder, 'app.js'), '1');
  await ended(2);
  await aWhile();
  expect(steps()).toHaveLength(4);
  writeFileSync(join(folder, 'app.js'), '2');
  await ended(3);
});

it('tells what a failing command wrote, and nothing of one that does not fail', async () => {
  const fails = runner("console.log('out'); console.error('err'); process.exitCode = 1;");
  expect(await fails.run()).toBe('out\nerr\n');
  expect(await runner("console.log('out');").run()).toBeUndefined();
  runner("console.error('no such stack'); process.exitCode = 1;").request();
  await until(() => failures.length > 0);
  expect(failures).toEqual(['no such stack\n']);
});

it('ends the command with it, without a word', async () => {
  const synth = runner('setInterval(() => undefined, 1_000);');
  synth.request();
  const pid = await until(() => /begin (\d+)/.exec(log()[0]!)?.[1]);
  expect(isAlive(Number(pid))).toBe(true);
  synth.close();
  await untilGone(Number(pid));
  await aWhile();
  expect(failures).toEqual([]);
});
