import * as fs from 'node:fs';
import * as path from 'node:path';
import { forgetLibrary, MAVEN } from '../maven.mjs';
import { ROOT, runAside } from '../run.mjs';
import { unlessUnchanged } from '../unless-unchanged.mjs';
import { VERSIONS } from './versions.mjs';

const SOURCES = 'test/languages/java';
const TARGET = '.cache/languages/java';

/** A Maven project that has the jar from the repository in dist/. */
export const java = {
  programs: ['java', 'mvn'],
  package: 'java',
  prepare: async (packaged) => {
    await packaged;
    await unlessUnchanged(
      { stamp: '.cache/languages/java-made', inputs: ['dist/java', SOURCES], outputs: [TARGET] },
      compile,
    );
  },
};

async function compile() {
  forgetLibrary();
  fs.rmSync(path.join(ROOT, TARGET), { recursive: true, force: true });
  const properties = {
    packed: path.join(ROOT, 'dist', 'java'),
    target: path.join(ROOT, TARGET),
    'packed.version': VERSIONS.library,
    'cdk.version': VERSIONS.cdk,
    'constructs.version': VERSIONS.constructs,
  };
  const definitions = Object.entries(properties).map(([name, value]) => `-D${name}=${value}`);
  await runAside('mvn', [...MAVEN, ...definitions, 'compile', 'dependency:copy-dependencies'], {
    cwd: path.join(ROOT, SOURCES),
  });
}
