import { installInCache } from './lib/install-in-cache.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';

await setUp();
// what the local gateway is compared with, the last that asks for no account, and what loads both
const folder = await installInCache('bench', {
  serverless: '3.40.0',
  'serverless-offline': '13.9.0',
  autocannon: '8.0.0',
});
run('tsx', ['bench/run.ts'], { env: { BENCH_TOOLS: folder } });
