import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthState } from '../../src/watch/synth-state';
import { cleanUp, temporaryFolder } from '../functions/function-fixture';

afterEach(cleanUp);

/** No process has this id on Linux, macOS or Windows. */
const NOBODY = 2 ** 30;

const assembly = () => {
  const folder = temporaryFolder({
    'Shop.template.json': '{}',
    'assembly-Prod/manifest.json': '{}',
    'manifest.json': '{}',
    'tree.json': '{}',
  });
  const write = (name: string, seconds: number) => {
    writeFileSync(join(folder, name), '{}');
    utimesSync(join(folder, name), seconds, seconds);
  };
  write('Shop.template.json', 100);
  utimesSync(join(folder, 'assembly-Prod'), 100, 100);
  write('manifest.json', 100);
  return { folder, write };
};

it('is complete when the manifest is as new as the templates', () => {
  expect(synthState(assembly().folder)).toBe('complete');
});

it('is under way while the command line of the CDK has its lock, and while there is no manifest', () => {
  const { folder } = assembly();
  writeFileSync(join(folder, 'synth.lock'), String(process.pid));
  expect(synthState(folder)).toBe('under way');
  rmSync(join(folder, 'synth.lock'));
  rmSync(join(folder, 'manifest.json'));
  expect(synthState(folder)).toBe('under way');
});

it.each([String(NOBODY), '', '0'])('goes by no lock of a synth that was killed: %j', (pid) => {
  const { folder } = assembly();
  writeFileSync(join(folder, 'synth.lock'), pid);
  expect(synthState(folder)).toBe('complete');
});

it('is unsure while templates are newer than the manifest', () => {
  const { folder, write } = assembly();
  write('Shop.template.json', 101);
  expect(synthState(folder)).toBe('unsure');
  write('manifest.json', 101);
  expect(synthState(folder)).toBe('complete');
  write('Shop.assets.json', 102);
  expect(synthState(folder)).toBe('unsure');
});
