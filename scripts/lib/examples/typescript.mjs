import { run } from '../run.mjs';

export const typescript = {
  folder: 'examples/orders',
  sources: ['examples/orders', '.cache/built'],
  synthesize: (outdir) => run('tsx', ['examples/orders/app.ts'], { env: { CDK_OUTDIR: outdir } }),
};
