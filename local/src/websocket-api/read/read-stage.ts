import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { ThrottleModel } from '../../core/throttle-model';
import { throttleOf } from '../../core/throttle-settings';
import { stageProperties } from './property-tables';

export interface StageModel {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly defaultThrottle?: ThrottleModel;
  /** By route key. */
  readonly routeThrottles: ReadonlyMap<string, ThrottleModel>;
}

/** AWS::ApiGatewayV2::Stage of a WebSocket API. */
export function readStage(resource: ResourceReader, routeKeys: ReadonlySet<string>): StageModel | undefined {
  checkProperties(resource, stageProperties);
  const name = resource.string('StageName');
  if (!name || name === '$default') return resource.refuse('must be a name, and not $default', 'StageName');
  const routeThrottles = new Map<string, ThrottleModel>();
  for (const [routeKey, settings] of Object.entries(resource.object('RouteSettings') ?? {})) {
    // H-78 for HTTP APIs; the same here is assumed
    if (!routeKeys.has(routeKey)) {
      resource.refuse(`there is no route ${routeKey}: AWS refuses to deploy it`, `RouteSettings.${routeKey}`);
    }
    const throttle = throttleOf(settings);
    if (throttle) routeThrottles.set(routeKey, throttle);
  }
  return {
    name,
    variables: resource.stringMap('StageVariables'),
    defaultThrottle: throttleOf(resource.value('DefaultRouteSettings')),
    routeThrottles,
  };
}
