import { runAside } from '../run.mjs';
import { unlessUnchanged } from '../unless-unchanged.mjs';

const OUT = '.cache/go/bindings';

/** What the library's module needs, each behind those it needs itself. */
const PACKAGES = [
  'constructs',
  '@aws-cdk/asset-awscli-v1',
  '@aws-cdk/asset-node-proxy-agent-v6',
  '@aws-cdk/cloud-assembly-schema',
  'aws-cdk-lib',
];

/** A folder of Go modules, relative to the top. */
export const BINDINGS = `${OUT}/go`;

/**
 * Makes the CDK's Go modules from its npm packages, so that they are of the version that is installed. What is built
 * with them shows that the library's Go code compiles and synthesizes, not that the published modules are fine.
 */
export async function makeBindings() {
  await unlessUnchanged(
    {
      stamp: `${OUT}-made`,
      inputs: ['aws-cdk-lib', 'constructs', 'jsii-pacmak'].map((name) => `node_modules/${name}/package.json`),
      outputs: [`${BINDINGS}/awscdk/go.mod`],
    },
    async () => {
      // into one folder, one after the other: all at once does not fit into memory
      for (const name of PACKAGES) {
        const options = ['--targets', 'go', '--code-only', '--outdir', OUT, '--no-npmignore'];
        await runAside('jsii-pacmak', [`node_modules/${name}`, ...options]);
      }
    },
  );
}
