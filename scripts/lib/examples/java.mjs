import * as fs from 'node:fs';
import * as path from 'node:path';
import { MAVEN } from '../maven.mjs';
import { ROOT, run } from '../run.mjs';
import { requirePrograms } from '../toolchain.mjs';
import { packageFor } from './package-for.mjs';

const FOLDER = 'examples/orders-java';
/** Where Maven keeps the library, which changes without changing its version. */
const KEPT = path.join(ROOT, '.cache', 'maven', 'io', 'github', 'cdk-apigateway-patterns');

export const java = {
  folder: FOLDER,
  sources: [`${FOLDER}/src`, `${FOLDER}/pom.xml`, 'examples/orders-python/functions', '.cache/package/java-made'],
  hasPythonFunctions: true,
  prepare: () => packageFor('java'),
  synthesize: (outdir) => {
    requirePrograms(['java', 'mvn']);
    fs.rmSync(KEPT, { recursive: true, force: true });
    run('mvn', [...MAVEN, 'compile', 'exec:java'], { cwd: path.join(ROOT, FOLDER), env: { CDK_OUTDIR: outdir } });
  },
};
