import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from './run.mjs';

const COMPILED = /\.(js|d\.ts|js\.map)$/;

/**
 * Removes what was compiled from a TypeScript file that is gone. Compilers leave it, and npm pack would ship it.
 *
 * @param ignore folders of outputs that no compiler made
 */
export function removeStale({ sources, outputs, ignore = [] }) {
  for (const file of fs.readdirSync(path.join(ROOT, outputs), { recursive: true })) {
    const isCompiled = COMPILED.test(file) && !ignore.some((folder) => file.startsWith(`${folder}${path.sep}`));
    const source = path.join(ROOT, sources, file.replace(COMPILED, '.ts'));
    if (isCompiled && !fs.existsSync(source)) {
      fs.rmSync(path.join(ROOT, outputs, file));
    }
  }
}
