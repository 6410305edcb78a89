import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../run.mjs';

const { version, devDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

/** What programs in other languages install: the library, and the same CDK that the TypeScript program runs on. */
export const VERSIONS = {
  library: version,
  cdk: devDependencies['aws-cdk-lib'],
  constructs: devDependencies.constructs,
};
