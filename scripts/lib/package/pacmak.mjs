import { TABLET } from '../extract-examples.mjs';
import { runAside } from '../run.mjs';

/** Makes the library in a language. An example without a translation is an error. */
export function pacmak(language, outdir, ...options) {
  const examples = ['--rosetta-tablet', TABLET, '--rosetta-unknown-snippets', 'fail'];
  return runAside('jsii-pacmak', ['--targets', language, '--outdir', outdir, ...examples, ...options]);
}
