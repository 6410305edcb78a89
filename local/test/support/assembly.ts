import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface AssemblyFixture {
  readonly directory: string;
  /** Writes a stack's template anew. */
  write(stacks: Readonly<Record<string, object>>): void;
  remove(): void;
}

/** A cloud assembly in a temporary folder: a stack for each template. */
export function writeAssembly(
  stacks: Readonly<Record<string, object>>,
  environment = 'aws://unknown-account/unknown-region',
): AssemblyFixture {
  const directory = mkdtempSync(join(tmpdir(), 'apigw-local-test-'));
  const write: AssemblyFixture['write'] = (templates) => {
    const artifacts = Object.fromEntries(
      Object.keys(templates).map((name) => [
        name,
        {
          type: 'aws:cloudformation:stack',
          environment,
          properties: { templateFile: `${name}.template.json` },
          dependencies: [`${name}.assets`],
        },
      ]),
    );
    const assets = Object.fromEntries(
      Object.keys(templates).map((name) => [
        `${name}.assets`,
        { type: 'cdk:asset-manifest', properties: { file: `${name}.assets.json` } },
      ]),
    );
    for (const [name, template] of Object.entries(templates)) {
      writeFileSync(join(directory, `${name}.template.json`), JSON.stringify(template));
    }
    writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts: { ...artifacts, ...assets } }));
  };
  write(stacks);
  return { directory, write, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** Adds a folder of code as the CDK's zip assets are. */
export function writeAsset(assembly: AssemblyFixture, stack: string, key: string, files: Record<string, string>): void {
  const folder = join(assembly.directory, `asset.${key}`);
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeAssetManifest(assembly, stack, { [key]: `asset.${key}` });
}

/** Names folders of code by their keys: of the assembly, or with absolute paths as `cdk synth --no-staging` does. */
export function writeAssetManifest(
  assembly: AssemblyFixture,
  stack: string,
  folders: Readonly<Record<string, string>>,
): void {
  const files = Object.entries(folders).map(([key, path]) => [
    key,
    {
      source: { path, packaging: 'zip' },
      destinations: { here: { bucketName: 'assets', objectKey: `${key}.zip` } },
    },
  ]);
  const manifest = { files: Object.fromEntries(files) as object };
  writeFileSync(join(assembly.directory, `${stack}.assets.json`), JSON.stringify(manifest));
}
