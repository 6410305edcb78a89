import * as path from 'node:path';
import { ROOT } from './run.mjs';

/** Options of every Maven run: quiet, and with what was downloaded kept in this checkout. */
export const MAVEN = ['--batch-mode', '--quiet', `-Dmaven.repo.local=${path.join(ROOT, '.cache', 'maven')}`];
