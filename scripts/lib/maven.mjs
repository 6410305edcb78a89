import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from './run.mjs';

const REPOSITORY = path.join(ROOT, '.cache', 'maven');

/** Options of every Maven run: quiet, and with what was downloaded kept in this checkout. */
export const MAVEN = ['--batch-mode', '--quiet', `-Dmaven.repo.local=${REPOSITORY}`];

/** Lets Maven look for the library again, which changes without changing its version. */
export function forgetLibrary() {
  fs.rmSync(path.join(REPOSITORY, 'io', 'github', 'cdk-apigateway-patterns'), { recursive: true, force: true });
}
