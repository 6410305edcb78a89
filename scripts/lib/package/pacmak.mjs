import * as path from 'node:path';
import { TABLET } from '../extract-examples.mjs';
import { ROOT, runAside } from '../run.mjs';
import { describeFor } from './readme.mjs';

/** Makes the library in a language. An example without a translation is an error. */
export function pacmak(language, outdir, ...options) {
  const examples = ['--rosetta-tablet', TABLET, '--rosetta-unknown-snippets', 'fail'];
  return runAside('jsii-pacmak', ['--targets', language, '--outdir', outdir, ...examples, ...options]);
}

/** The same for a language whose packages are shown with their README, which is then for its readers. */
export function pacmakWithReadme(language, outdir, ...options) {
  const folder = path.join(ROOT, '.cache', 'package', `described-for-${language}`);
  describeFor(language, folder);
  const fromTop = ['--pack-command', `npm pack ${JSON.stringify(ROOT)}`];
  return pacmak(language, path.join(ROOT, outdir), folder, ...fromTop, ...options);
}
