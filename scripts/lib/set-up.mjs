import { run } from './run.mjs';
import { unlessUnchanged } from './unless-unchanged.mjs';

/** Installs and builds what is not up to date. Needs nothing but Node and npm. */
export async function setUp() {
  await unlessUnchanged(
    {
      stamp: 'node_modules/.cache/installed',
      inputs: ['package-lock.json', '.npmrc'],
      outputs: ['node_modules/aws-cdk-lib/package.json'],
    },
    () => {
      console.log('Installing dependencies ...');
      run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
    },
  );
  await unlessUnchanged(
    {
      stamp: '.cache/built',
      inputs: [
        'lib',
        'local/src',
        'scripts',
        'package.json',
        'tsconfig.json',
        // jsii puts it into .jsii
        'README.md',
        'local/package.json',
        'local/tsconfig.json',
      ],
      outputs: ['lib/index.js', '.jsii', 'local/dist/index.js', 'lib/handlers'],
      ignore: (file) => file.startsWith('lib') && !isSource(file),
    },
    () => {
      console.log('Building ...');
      run(process.execPath, ['scripts/build.mjs']);
    },
  );
}

function isSource(file) {
  return file.endsWith('.ts') && !file.endsWith('.d.ts');
}
