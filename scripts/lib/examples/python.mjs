import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, run } from '../run.mjs';
import { installLibrary, virtualEnvironment } from '../virtual-environment.mjs';
import { packageFor } from './package-for.mjs';

const FOLDER = 'examples/orders-python';
const REQUIREMENTS = `${FOLDER}/requirements.txt`;
const OF_REGISTRIES = '.cache/orders-python-requirements.txt';

export const python = {
  folder: FOLDER,
  sources: [
    `${FOLDER}/app.py`,
    `${FOLDER}/orders_stack.py`,
    `${FOLDER}/functions`,
    REQUIREMENTS,
    '.cache/package/python-made',
  ],
  hasPythonFunctions: true,
  prepare: () => packageFor('python'),
  synthesize: async (outdir) => {
    const requirements = fs.readFileSync(path.join(ROOT, REQUIREMENTS), 'utf8');
    fs.writeFileSync(path.join(ROOT, OF_REGISTRIES), ofRegistries(requirements));
    const interpreter = await virtualEnvironment('orders-python', OF_REGISTRIES);
    await installLibrary(interpreter);
    run(interpreter, ['-B', 'app.py'], { cwd: path.join(ROOT, FOLDER), env: { CDK_OUTDIR: outdir } });
  },
};

/** Requirements without the library, which is installed from here, and without where to find it. */
function ofRegistries(requirements) {
  return requirements.replaceAll(/^(#|--find-links|cdk-apigateway-patterns).*\n/gm, '');
}
