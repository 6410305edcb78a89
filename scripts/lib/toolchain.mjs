import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Programs that must not be older than a version, which each of them says in its own way. */
const OLDEST = {
  python3: { ask: '--version', version: /Python (\d+)\.(\d+)/, oldest: [3, 11] },
  java: { ask: '-version', version: /version "(\d+)(?:\.(\d+))?/, oldest: [17, 0] },
  go: { ask: 'version', version: /go version go(\d+)\.(\d+)/, oldest: [1, 25] },
};

/** Ends this process with the names of the programs that are not on the PATH or too old, if there are any. */
export function requirePrograms(programs) {
  const faults = [...new Set(programs)].map(faultOf).filter((fault) => fault !== undefined);
  if (faults.length === 0) return;
  console.error(faults.join('\n'));
  process.exit(1);
}

function faultOf(program) {
  if (!isOnPath(program)) return `${program} is not installed, or not on the PATH`;
  if (!(program in OLDEST)) return undefined;
  const { ask, version, oldest } = OLDEST[program];
  const { stdout, stderr } = spawnSync(program, [ask], { encoding: 'utf8' });
  const said = `${stdout}${stderr}`.trim();
  const [, major, minor = '0'] = version.exec(said) ?? [];
  const isEnough = Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1]);
  return isEnough ? undefined : `${program} must be ${oldest.join('.')} or newer, and says: ${said}`;
}

function isOnPath(program) {
  return process.env.PATH.split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, program)));
}
