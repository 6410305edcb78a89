import * as path from 'node:path';
import { java } from './examples/java.mjs';
import { python } from './examples/python.mjs';
import { typescript } from './examples/typescript.mjs';
import { ROOT } from './run.mjs';
import { unlessUnchanged } from './unless-unchanged.mjs';
import { virtualEnvironment } from './virtual-environment.mjs';

/** The app of orders, by the language that it is written in. */
export const EXAMPLE_APPS = { typescript, python, java };

/** Synthesizes what is not up to date, and gives the cloud assembly. */
export async function synthesizeExample(language) {
  const { folder, sources, prepare, synthesize } = EXAMPLE_APPS[language];
  await prepare?.();
  const outdir = path.join(ROOT, folder, 'cdk.out');
  const outputs = [`${folder}/cdk.out/manifest.json`];
  await unlessUnchanged({ stamp: `.cache/synthesized-${language}`, inputs: sources, outputs }, async () => {
    console.log(`Synthesizing ${folder} ...`);
    await synthesize(outdir);
  });
  return outdir;
}

/** An interpreter with boto3, which Python functions find on Lambda too. */
export function pythonOfFunctions() {
  return virtualEnvironment('python', 'scripts/python/functions.txt');
}
