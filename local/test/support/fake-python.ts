import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../functions/function-fixture';

/** A command that says of itself what an interpreter would, for tests that need no Python. */
export function fakePython(version: string, hasBoto3 = 'True'): string {
  const answer = ['/opt/bin/python3', version, hasBoto3].join('\\n');
  const command = join(temporaryFolder({ python3: `#!/bin/sh\nprintf '${answer}\\n'\n` }), 'python3');
  chmodSync(command, 0o755);
  return command;
}
