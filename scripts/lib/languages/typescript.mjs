import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, runAside } from '../run.mjs';
import { unlessUnchanged } from '../unless-unchanged.mjs';

const SOURCES = 'test/languages/typescript';
const PROJECT = '.cache/languages/typescript';

/** The program that the others are compared with: a project that has installed the tarball. */
export const typescript = {
  programs: ['npm'],
  package: 'javascript',
  prepare: async (packaged) => {
    await packaged;
    await unlessUnchanged(
      {
        stamp: '.cache/languages/typescript-made',
        inputs: ['dist/js', SOURCES, 'package-lock.json'],
        outputs: [PROJECT],
      },
      install,
    );
  },
};

async function install() {
  const project = path.join(ROOT, PROJECT);
  fs.rmSync(project, { recursive: true, force: true });
  fs.cpSync(path.join(ROOT, SOURCES), project, { recursive: true });
  fs.writeFileSync(path.join(project, 'package.json'), JSON.stringify({ private: true }));
  const [tarball] = fs.readdirSync(path.join(ROOT, 'dist', 'js')).filter((file) => file.endsWith('.tgz'));
  // the CDK is linked from here: it is the one that the others are given
  const packages = [`dist/js/${tarball}`, 'node_modules/aws-cdk-lib', 'node_modules/constructs'];
  const args = ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error'];
  await runAside('npm', [...args, ...packages.map((name) => path.join(ROOT, name))], { cwd: project });
}
