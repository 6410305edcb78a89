import { run } from './run.mjs';
import { unlessUnchanged } from './unless-unchanged.mjs';

/** The translations of the examples in the README and the doc comments, relative to the top. */
export const TABLET = '.jsii.tabl.json';

/** Compiles the examples, which are read out of .jsii, and writes their translations. */
export async function extractExamples() {
  await unlessUnchanged(
    { stamp: '.cache/examples', inputs: ['.jsii', 'rosetta', 'package-lock.json'], outputs: [TABLET] },
    () => run('jsii-rosetta', ['extract', '--strict', '--cache', '.cache/rosetta.json']),
  );
}
