import { endWithParent } from './lib/end-with-parent.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';
import { unlessUnchanged } from './lib/unless-unchanged.mjs';

endWithParent();
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
