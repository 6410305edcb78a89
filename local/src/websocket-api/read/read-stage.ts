import { readStageSettings, StageModel } from '../../api-gateway-v2/read-stage-settings';
import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { stageProperties } from './property-tables';

/** AWS::ApiGatewayV2::Stage of a WebSocket API. */
export function readStage(resource: ResourceReader, routeKeys: ReadonlySet<string>): StageModel | undefined {
  checkProperties(resource, stageProperties);
  const name = resource.string('StageName');
  if (!name || name === '$default') return resource.refuse('must be a name, and not $default', 'StageName');
  return { name, ...readStageSettings(resource, routeKeys) };
}
