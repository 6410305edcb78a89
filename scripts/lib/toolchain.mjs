import * as fs from 'node:fs';
import * as path from 'node:path';

/** Ends this process with the names of the programs that are not on the PATH, if there are any. */
export function requirePrograms(programs) {
  const missing = [...new Set(programs)].filter((program) => !isOnPath(program));
  if (missing.length === 0) return;
  console.error(`not installed, or not on the PATH: ${missing.join(', ')}`);
  process.exit(1);
}

function isOnPath(program) {
  return process.env.PATH.split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, program)));
}
