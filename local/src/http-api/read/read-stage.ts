import { readStageSettings, StageModel } from '../../api-gateway-v2/read-stage-settings';
import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { stageProperties } from './property-tables';
import { checkStageVariables } from './quotas';

/** AWS::ApiGatewayV2::Stage of an HTTP API. */
export function readStage(resource: ResourceReader, routeKeys: ReadonlySet<string>): StageModel | undefined {
  checkProperties(resource, stageProperties);
  const name = resource.string('StageName');
  if (!name) return resource.refuse('has no name', 'StageName');
  const settings = readStageSettings(resource, routeKeys);
  checkStageVariables(resource, settings.variables);
  return { name, ...settings };
}
