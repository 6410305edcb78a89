import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, runAside } from '../run.mjs';
import { unlessUnchanged } from '../unless-unchanged.mjs';
import { BINDINGS, makeBindings } from './go-bindings.mjs';

const FOLDER = path.join(ROOT, '.cache', 'go');
const SOURCES = 'test/languages/go';

/** Go programs, built with the module in dist/ and bindings of the CDK that are made here. */
export const go = {
  programs: ['go'],
  package: 'go',
  prepare: async (packaged) => {
    await makeBindings();
    await packaged;
    await unlessUnchanged(
      {
        stamp: '.cache/languages/go-made',
        inputs: ['dist/go', SOURCES, '.cache/go/bindings-made', 'scripts/lib/languages/go.mjs'],
        outputs: ['.cache/go/bin'],
      },
      build,
    );
  },
};

async function build() {
  const workspace = path.join(FOLDER, 'go.work');
  fs.writeFileSync(workspace, workspaceOf([...foldersIn(BINDINGS), ...foldersIn('dist/go')]));
  await runAside('go', ['build', '-o', `${path.join(FOLDER, 'bin')}/`, './...'], {
    cwd: path.join(ROOT, SOURCES),
    env: {
      GOWORK: workspace,
      GOMODCACHE: path.join(FOLDER, 'modules'),
      GOCACHE: path.join(FOLDER, 'build'),
      // files that can be removed like any others
      GOFLAGS: '-modcacherw',
    },
  });
}

/** Takes modules from folders here, whatever is published under their names. */
function workspaceOf(folders) {
  const replacements = folders.map((folder) => `replace ${moduleOf(folder)} => ${folder}`);
  return ['go 1.25', `use ${path.join(ROOT, SOURCES)}`, ...replacements, ''].join('\n');
}

function moduleOf(folder) {
  return /^module (\S+)/m.exec(fs.readFileSync(path.join(folder, 'go.mod'), 'utf8'))[1];
}

function foldersIn(parent) {
  return fs.readdirSync(path.join(ROOT, parent)).map((name) => path.join(ROOT, parent, name));
}
