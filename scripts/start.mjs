import { run } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';
import { unlessUnchanged } from './lib/unless-unchanged.mjs';

// npm's shell passes no signal on: when npm has gone, so has our parent, and nobody could end us
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGTERM'), 1_000).unref();

await setUp();
await unlessUnchanged(
  {
    stamp: '.cache/synthesized',
    inputs: ['examples/orders', '.cache/built'],
    outputs: ['examples/orders/cdk.out/manifest.json'],
  },
  () => {
    console.log('Synthesizing examples/orders ...');
    run('tsx', ['examples/orders/app.ts'], { env: { CDK_OUTDIR: 'examples/orders/cdk.out' } });
  },
);
await import('../examples/orders/serve.mjs');
