import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { CanarySetting, readCanary } from './read-canary';
import { MethodSettings, readMethodSettings } from './read-method-settings';
import { stageProperties } from './property-tables';

export interface StageModel {
  readonly name: string;
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly hasCacheCluster: boolean;
  readonly settings: MethodSettings;
  readonly canary?: CanarySetting;
}

/** AWS::ApiGateway::Stage. Whatever was deployed last, the template's methods are what is served. */
export function readStage(resource: ResourceReader): StageModel | undefined {
  checkProperties(resource, stageProperties);
  const name = readStageName(resource);
  if (name === undefined) return undefined;
  return {
    name,
    deploymentId: resource.string('DeploymentId') ?? '',
    variables: resource.stringMap('Variables'),
    hasCacheCluster: resource.boolean('CacheClusterEnabled') ?? false,
    settings: readMethodSettings(resource),
    canary: readCanary(resource, 'CanarySetting', resource.string('CanarySetting.DeploymentId')),
  };
}

/** */
export function readStageName(resource: ResourceReader): string | undefined {
  const name = resource.string('StageName');
  if (name !== undefined && /^[\w-]{1,128}$/.test(name)) return name;
  const given = JSON.stringify(name ?? null);
  return resource.refuse(`must have 1 to 128 letters, digits, hyphens and underscores, got ${given}`, 'StageName');
}
