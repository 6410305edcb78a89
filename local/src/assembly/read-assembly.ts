import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { GatewayError } from '../core/errors';
import { FileAsset, readAssetManifest } from './asset-manifest';
import { checkTemplate } from './check-template';
import { readConstructPaths } from './construct-paths';
import { isObject } from '../core/is-object';
import { objectsIn, readJsonObject } from './read-json';
import { Stack } from './stack';
import { Template } from './template';

export const DEFAULT_REGION = 'us-east-1';
export const DEFAULT_ACCOUNT = '000000000000';

type Artifact = Readonly<Record<string, unknown>>;

/** Reads every stack of a cloud assembly: those of CDK Stages and nested stacks included. */
export function readAssembly(directory: string): Stack[] {
  const root = resolve(directory);
  if (!existsSync(join(root, 'manifest.json'))) {
    throw new GatewayError(
      `no cloud assembly in ${root}: there is no manifest.json; run \`cdk synth\` first, or give the folder it writes to`,
    );
  }
  return readManifest(root, []);
}

/** `around` are the folders of the assemblies that this one is in. */
function readManifest(directory: string, around: readonly string[]): Stack[] {
  if (around.includes(directory)) throw new GatewayError(`the cloud assembly in ${directory} is in itself`);
  const artifacts = new Map(objectsIn(readJsonObject(join(directory, 'manifest.json')).artifacts));
  return [...artifacts].flatMap(([id, artifact]) => {
    if (artifact.type === 'cdk:cloud-assembly') {
      return readManifest(resolve(directory, propertyOf(artifact, 'directoryName', id)), [...around, directory]);
    }
    return artifact.type === 'aws:cloudformation:stack' ? readStack(directory, id, artifact, artifacts) : [];
  });
}

function readStack(
  directory: string,
  id: string,
  artifact: Artifact,
  artifacts: ReadonlyMap<string, Artifact>,
): Stack[] {
  const assets = new Map<string, FileAsset>();
  for (const dependency of Array.isArray(artifact.dependencies) ? (artifact.dependencies as unknown[]) : []) {
    const assetArtifact = artifacts.get(String(dependency));
    if (assetArtifact?.type !== 'cdk:asset-manifest') continue;
    for (const [key, asset] of readAssetManifest(directory, propertyOf(assetArtifact, 'file', id))) {
      assets.set(key, asset);
    }
  }
  const stack: Stack = {
    id,
    name: isObject(artifact.properties) && artifact.properties.stackName ? propertyOf(artifact, 'stackName', id) : id,
    ...readEnvironment(artifact.environment),
    template: readTemplate(join(directory, propertyOf(artifact, 'templateFile', id))),
    assets,
    constructPaths: readConstructPaths(directory, artifact),
  };
  return [stack, ...readNestedStacks(stack, [])];
}

function propertyOf({ properties }: Artifact, name: string, id: string): string {
  const value = isObject(properties) ? properties[name] : undefined;
  if (typeof value === 'string' && value !== '') return value;
  throw new GatewayError(`artifact ${id} in manifest.json has no ${name}; run \`cdk synth\` again`);
}

function readTemplate(path: string): Template {
  return checkTemplate(readJsonObject(path), path);
}

/** A nested stack's template is an asset of the stack around it. `around` are the templates that it is in. */
function readNestedStacks(parent: Stack, around: readonly string[]): Stack[] {
  return Object.entries(parent.template.Resources ?? {}).flatMap(([logicalId, resource]) => {
    if (resource.Type !== 'AWS::CloudFormation::Stack') return [];
    const asset = assetNamedIn(resource.Properties?.TemplateURL, parent.assets);
    if (!asset) return [];
    if (around.includes(asset.path)) throw new GatewayError(`the nested stack ${parent.id}/${logicalId} is in itself`);
    const nested: Stack = {
      ...parent,
      id: `${parent.id}/${logicalId}`,
      name: `${parent.name}-${logicalId}`,
      template: readTemplate(asset.path),
      constructPaths: parent.constructPaths,
      parent: { stack: parent, logicalId },
    };
    return [nested, ...readNestedStacks(nested, [...around, asset.path])];
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

function readEnvironment(environment: unknown): { region: string; accountId: string } {
  const [, accountId, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(String(environment ?? '')) ?? [];
  return {
    region: region && region !== 'unknown-region' ? region : DEFAULT_REGION,
    accountId: accountId && accountId !== 'unknown-account' ? accountId : DEFAULT_ACCOUNT,
  };
}
