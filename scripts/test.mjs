import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, tryRun } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';

await setUp();
const results = path.join(ROOT, '.cache', 'jest.json');
fs.rmSync(results, { force: true });
const status = tryRun('jest', ['--ci', '--json', `--outputFile=${results}`, ...process.argv.slice(2)], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (!fs.existsSync(results)) {
  console.error('jest ended before it could run the tests');
  process.exit(1);
}
const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(fs.readFileSync(results, 'utf8'));
// a file that cannot even be loaded has no failed tests, but is no success
console.log(`${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`);
process.exit(numPassedTests === 0 ? 1 : status);
