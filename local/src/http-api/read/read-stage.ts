import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { throttleOf } from '../../core/throttle-settings';
import { ThrottleModel } from '../../core/throttle-model';
import { stageProperties } from './property-tables';
import { checkStageVariables } from './quotas';

export interface StageModel {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly defaultThrottle?: ThrottleModel;
  /** By route key. */
  readonly routeThrottles: ReadonlyMap<string, ThrottleModel>;
}

/** AWS::ApiGatewayV2::Stage of an HTTP API. */
export function readStage(resource: ResourceReader, routeKeys: ReadonlySet<string>): StageModel | undefined {
  checkProperties(resource, stageProperties);
  const name = resource.string('StageName');
  if (!name) return resource.refuse('has no name', 'StageName');
  const variables = resource.stringMap('StageVariables');
  checkStageVariables(resource, variables);
  const routeThrottles = new Map<string, ThrottleModel>();
  for (const [routeKey, settings] of Object.entries(resource.object('RouteSettings') ?? {})) {
    // H-78
    if (!routeKeys.has(routeKey)) {
      resource.refuse(
        `Unable to find Route by key ${routeKey} within the provided RouteSettings: AWS refuses to deploy it`,
        `RouteSettings.${routeKey}`,
      );
    }
    const throttle = throttleOf(settings);
    if (throttle) routeThrottles.set(routeKey, throttle);
  }
  return {
    name,
    variables,
    defaultThrottle: throttleOf(resource.value('DefaultRouteSettings')),
    routeThrottles,
  };
}
