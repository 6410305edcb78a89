import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { GatewayError } from '../core/errors';
import { FileAsset, readAssetManifest } from './asset-manifest';
import { readConstructPaths } from './construct-paths';
import { Stack } from './stack';
import { Template } from './template';

export const DEFAULT_REGION = 'us-east-1';
export const DEFAULT_ACCOUNT = '000000000000';

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly dependencies?: readonly string[];
  readonly additionalMetadataFile?: string;
  readonly metadata?: unknown;
}

/** Reads every stack of a cloud assembly: those of CDK Stages and nested stacks included. */
export function readAssembly(directory: string): Stack[] {
  const root = resolve(directory);
  if (!existsSync(join(root, 'manifest.json'))) {
    throw new GatewayError(
      `no cloud assembly in ${root}: there is no manifest.json; run \`cdk synth\` first, or give the folder it writes to`,
    );
  }
  return readManifest(root);
}

function readManifest(directory: string): Stack[] {
  const manifest = readJson<{ artifacts?: Record<string, Artifact> }>(join(directory, 'manifest.json'));
  const artifacts = manifest.artifacts ?? {};
  return Object.entries(artifacts).flatMap(([id, artifact]) => {
    if (artifact.type === 'cdk:cloud-assembly') {
      return readManifest(join(directory, String(artifact.properties?.directoryName)));
    }
    return artifact.type === 'aws:cloudformation:stack' ? readStack(directory, id, artifact, artifacts) : [];
  });
}

function readStack(directory: string, id: string, artifact: Artifact, artifacts: Record<string, Artifact>): Stack[] {
  const assets = new Map<string, FileAsset>();
  for (const dependency of artifact.dependencies ?? []) {
    const assetArtifact = artifacts[dependency];
    if (assetArtifact?.type !== 'cdk:asset-manifest') continue;
    for (const [key, asset] of readAssetManifest(directory, String(assetArtifact.properties?.file))) {
      assets.set(key, asset);
    }
  }
  const stack: Stack = {
    id,
    name: String(artifact.properties?.stackName ?? id),
    ...readEnvironment(artifact.environment),
    template: readJson<Template>(join(directory, String(artifact.properties?.templateFile))),
    assets,
    constructPaths: readConstructPaths(directory, artifact),
  };
  return [stack, ...readNestedStacks(stack)];
}

/** A nested stack's template is an asset of the stack around it. */
function readNestedStacks(parent: Stack): Stack[] {
  return Object.entries(parent.template.Resources ?? {}).flatMap(([logicalId, resource]) => {
    if (resource.Type !== 'AWS::CloudFormation::Stack') return [];
    const asset = assetNamedIn(resource.Properties?.TemplateURL, parent.assets);
    if (!asset) return [];
    const nested: Stack = {
      ...parent,
      id: `${parent.id}/${logicalId}`,
      name: `${parent.name}-${logicalId}`,
      template: readJson<Template>(asset.path),
      constructPaths: parent.constructPaths,
      parent: { stack: parent, logicalId },
    };
    return [nested, ...readNestedStacks(nested)];
  });
}

/** The URL is a join of bucket names and an object key; only the key, which stands in it as it is, matters here. */
function assetNamedIn(templateUrl: unknown, assets: ReadonlyMap<string, FileAsset>): FileAsset | undefined {
  const text = JSON.stringify(templateUrl ?? '');
  for (const [key, asset] of assets) {
    if (text.includes(`/${key}"`) || text.includes(`/${basename(key)}"`)) return asset;
  }
  return undefined;
}

function readEnvironment(environment = ''): { region: string; accountId: string } {
  const [, accountId, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
  return {
    region: region && region !== 'unknown-region' ? region : DEFAULT_REGION,
    accountId: accountId && accountId !== 'unknown-account' ? accountId : DEFAULT_ACCOUNT,
  };
}

function readJson<T>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (error) {
    throw new GatewayError(`cannot read ${path}: ${(error as Error).message}; run \`cdk synth\` again`);
  }
}
