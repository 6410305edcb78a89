import * as path from 'node:path';
import { GENERATED, INTEG } from './lib/generated.mjs';
import { ROOT, run } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';

await setUp();
for (const [file, write] of Object.entries(GENERATED)) {
  await write(path.join(ROOT, file));
  console.log(`wrote ${file}`);
}
run('integ-runner', [...INTEG, '--dry-run', '--update-on-failed', '--force']);
run('jest', ['--selectProjects', 'unit', '--testPathPatterns', 'snapshots', '-u']);
