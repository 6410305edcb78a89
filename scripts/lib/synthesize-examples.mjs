import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, run } from './run.mjs';

/** Synthesizes every example app in TypeScript into a folder of its own under the given one. */
export function synthesizeExamples(folder) {
  fs.rmSync(path.join(ROOT, folder), { recursive: true, force: true });
  for (const example of fs.readdirSync(path.join(ROOT, 'examples'))) {
    const app = path.join('examples', example, 'app.ts');
    if (fs.existsSync(path.join(ROOT, app))) {
      run('tsx', [app], { env: { CDK_OUTDIR: path.join(ROOT, folder, example) } });
    }
  }
}
