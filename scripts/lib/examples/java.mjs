import * as path from 'node:path';
import { forgetLibrary, MAVEN } from '../maven.mjs';
import { ROOT, run } from '../run.mjs';
import { requirePrograms } from '../toolchain.mjs';
import { packageFor } from './package-for.mjs';

const FOLDER = 'examples/orders-java';

export const java = {
  folder: FOLDER,
  sources: [`${FOLDER}/src`, `${FOLDER}/pom.xml`, 'examples/orders-python/functions', '.cache/package/java-made'],
  hasPythonFunctions: true,
  prepare: () => packageFor('java'),
  synthesize: (outdir) => {
    requirePrograms(['java', 'mvn']);
    forgetLibrary();
    run('mvn', [...MAVEN, 'compile', 'exec:java'], { cwd: path.join(ROOT, FOLDER), env: { CDK_OUTDIR: outdir } });
  },
};
