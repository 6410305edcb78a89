import { run } from '../run.mjs';

/** Makes the library for a language, unless it is there: examples use it as their users would. */
export function packageFor(language) {
  run(process.execPath, ['scripts/package.mjs', language]);
}
