import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from './run.mjs';

const SOURCES = path.join(ROOT, 'lib', 'runtime', 'handlers');

/** Bundles every shipped handler to `<outdir>/<name>/index.js` and gives the hash of each. */
export async function bundleHandlers(outdir = path.join(ROOT, 'lib', 'handlers')) {
  const { build } = await import('esbuild');
  const names = fs
    .readdirSync(SOURCES)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => path.basename(file, '.ts'))
    .sort();
  fs.rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: names.map((name) => ({ in: path.join(SOURCES, `${name}.ts`), out: `${name}/index` })),
    outdir,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['@aws-sdk/*'],
    logLevel: 'warning',
  });
  return Object.fromEntries(names.map((name) => [name, sha256(path.join(outdir, name, 'index.js'))]));
}

function sha256(file) {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}
