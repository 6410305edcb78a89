import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { MethodSettings, readMethodSettings } from './read-method-settings';
import { stageProperties } from './property-tables';

export interface StageModel {
  readonly name: string;
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly hasCacheCluster: boolean;
  readonly settings: MethodSettings;
}

const NOT_EMULATED: Readonly<Record<string, string>> = {
  CanarySetting: 'its canary is not emulated: all requests are served alike',
  ClientCertificateId: 'its client certificate is not presented to backends',
};

/** AWS::ApiGateway::Stage. Whatever was deployed last, the template's methods are what is served. */
export function readStage(resource: ResourceReader): StageModel | undefined {
  checkProperties(resource, stageProperties);
  const name = resource.string('StageName');
  if (!name) return resource.refuse('has no name', 'StageName');
  for (const [property, text] of Object.entries(NOT_EMULATED)) {
    if (resource.value(property) !== undefined) resource.note(text);
  }
  return {
    name,
    deploymentId: resource.string('DeploymentId') ?? '',
    variables: resource.stringMap('Variables'),
    hasCacheCluster: resource.boolean('CacheClusterEnabled') ?? false,
    settings: readMethodSettings(resource),
  };
}
