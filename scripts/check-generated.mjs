import * as fs from 'node:fs';
import * as path from 'node:path';
import { GENERATED, writeSnapshots } from './lib/generated.mjs';
import { ROOT } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';

await setUp();
const stale = [];
for (const [file, write] of Object.entries(GENERATED)) {
  const fresh = path.join(ROOT, '.cache', 'generated', file);
  fs.mkdirSync(path.dirname(fresh), { recursive: true });
  await write(fresh);
  const committed = path.join(ROOT, file);
  if (!fs.existsSync(committed) || fs.readFileSync(committed, 'utf8') !== fs.readFileSync(fresh, 'utf8')) {
    stale.push(file);
  }
}
if (!writeSnapshots()) {
  stale.push('snapshots in integ (written now)');
}
if (stale.length > 0) {
  console.error(`stale: ${stale.join(', ')}; run npm run generate and commit`);
  process.exit(1);
}
console.log(`up to date: ${Object.keys(GENERATED).join(', ')}, snapshots in integ`);
