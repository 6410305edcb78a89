import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startDynamoDbLocal } from './lib/dynamodb-local.mjs';
import { endWithParent } from './lib/end-with-parent.mjs';
import { endGroup } from './lib/end-group.mjs';
import { ROOT } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';

// the tests that store something, on another DynamoDB than the embedded one
const TESTS = [
  'local/test/dynamodb',
  'test/runtime/(metering|realtime)/',
  'test/runtime/handlers/realtime',
  'test/gateway/(metered-rest-api|realtime-(runtime|websocket-api))\\.test',
];

endWithParent();
await setUp();
const { endpoint, stop } = await startDynamoDbLocal();
let tests;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    if (tests) endGroup(tests.pid);
    process.exit(1);
  });
}
try {
  const projects = ['--selectProjects', 'runtime', 'gateway', '--testPathPatterns', TESTS.join('|')];
  // jest and its workers end with this process
  const command = [process.execPath, 'scripts/test.mjs', ...projects, ...process.argv.slice(2)];
  tests = spawn(process.execPath, ['scripts/lib/lead-group.mjs', ...command], {
    cwd: ROOT,
    env: { ...process.env, DYNAMODB_ENDPOINT: endpoint },
    detached: true,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const [code] = await once(tests, 'exit');
  endGroup(tests.pid);
  process.exitCode = code ?? 1;
} finally {
  await stop();
}
