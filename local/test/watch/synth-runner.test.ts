import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSources } from '../../src/watch/sources';
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
  const command = `"${process.execPath}" "${join(folder, '.synth.js')}"`;
  const sources = () => readSources(folder, join(folder, 'cdk.out'));
  const made = new SynthRunner(command, sources, (output) => failures.push(output));
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

it('runs never overlap, and what changes during a run has another one, whichever run it is', async () => {
  const synth = runner('setTimeout(() => undefined, 300);');
  const edit = (text: string) => {
    writeFileSync(join(folder, 'app.js'), text);
    synth.request();
  };
  edit('1');
  for (const run of [1, 2, 3]) {
    await until(() => steps().filter((step) => step === 'begin').length >= run);
    edit(`edited during run ${run}`);
  }
  await ended(4);
  await aWhile();
  expect(steps()).toEqual(Array(4).fill(['begin', 'end']).flat());
});

it('runs once more for what the command writes beside the sources, and not for what is written anew as it was', async () => {
  watch(runner(`writeFileSync(${JSON.stringify(join(folder, 'compiled.js'))}, 'compiled');`));
  writeFileSync(join(folder, 'app.js'), '1');
  await ended(2);
  await aWhile();
  expect(steps()).toHaveLength(4);
  writeFileSync(join(folder, 'app.js'), '1');
  await aWhile();
  expect(steps()).toHaveLength(4);
  writeFileSync(join(folder, 'app.js'), '2');
  await ended(3);
  await aWhile();
  expect(steps()).toHaveLength(6);
});

it('a command that writes something new beside the sources each time comes to an end', async () => {
  watch(runner(`writeFileSync(${JSON.stringify(join(folder, 'compiled.js'))}, String(Math.random()));`));
  writeFileSync(join(folder, 'app.js'), '1');
  await ended(5);
  await aWhile();
  expect(steps()).toHaveLength(10);
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
