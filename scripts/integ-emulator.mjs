import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { endGroup } from './lib/end-group.mjs';
import { endWithParent } from './lib/end-with-parent.mjs';
import { EXAMPLE_APPS, synthesizeExample } from './lib/example-apps.mjs';
import { freePort } from './lib/free-port.mjs';
import { startMiniStack } from './lib/ministack.mjs';
import { ROOT } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';

endWithParent();
await setUp();
const examples = [];
for (const language of Object.keys(EXAMPLE_APPS)) examples.push(await synthesizeExample(language));

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'emulator-'));
let server;
let tests;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    if (tests) endGroup(tests.pid);
    server?.killGroup();
    removeFolder();
    process.exit(1);
  });
}

try {
  server = await startMiniStack(folder);
  process.exitCode = await runTests({
    ...server.environment,
    EMULATOR_ISSUER: `http://127.0.0.1:${await freePort()}`,
    EXAMPLE_ASSEMBLIES: examples.join(path.delimiter),
  });
  if (process.exitCode !== 0) console.error(`\nThe emulator's log ends with\n${lastLines(server.log)}`);
} finally {
  await server?.stop();
  removeFolder();
}

function runTests(env) {
  const command = [process.execPath, 'scripts/test.mjs', '--selectProjects', 'emulator', ...process.argv.slice(2)];
  // jest and the CDK's commands end with this process
  tests = spawn(process.execPath, ['scripts/lib/lead-group.mjs', ...command], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    tests.once('error', reject).once('exit', (code) => {
      endGroup(tests.pid);
      resolve(code ?? 1);
    });
  });
}

function lastLines(file) {
  return fs.readFileSync(file, 'utf8').split('\n').slice(-200).join('\n');
}

function removeFolder() {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
