import * as path from 'node:path';
import { GENERATED, writeSnapshots } from './lib/generated.mjs';
import { ROOT, run } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';

await setUp();
for (const [file, write] of Object.entries(GENERATED)) {
  await write(path.join(ROOT, file));
  console.log(`wrote ${file}`);
}
writeSnapshots();
run('jest', ['--selectProjects', 'unit', '--testPathPatterns', 'snapshots', '-u']);
