import * as path from 'node:path';
import { ROOT, run } from '../run.mjs';
import { reinstall, virtualEnvironment } from '../virtual-environment.mjs';
import { packageFor } from './package-for.mjs';

const FOLDER = 'examples/orders-python';

export const python = {
  folder: FOLDER,
  sources: [FOLDER, '.cache/package/python-made'],
  hasPythonFunctions: true,
  prepare: () => packageFor('python'),
  synthesize: async (outdir) => {
    const interpreter = await virtualEnvironment('orders-python', `${FOLDER}/requirements.txt`);
    reinstall(interpreter, 'cdk-apigateway-patterns', 'dist/python');
    run(interpreter, ['-B', 'app.py'], { cwd: path.join(ROOT, FOLDER), env: { CDK_OUTDIR: outdir } });
  },
};
