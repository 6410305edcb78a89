import { ResourceReader } from '../assembly';
import { ThrottleModel } from '../core/throttle-model';
import { throttleOf } from './throttle-settings';

/** AWS::ApiGatewayV2::Stage. */
export interface StageModel {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly defaultThrottle?: ThrottleModel;
  /** By route key. */
  readonly routeThrottles: ReadonlyMap<string, ThrottleModel>;
}

/** Everything of a stage but its name. */
export function readStageSettings(stage: ResourceReader, routeKeys: ReadonlySet<string>): Omit<StageModel, 'name'> {
  const routeThrottles = new Map<string, ThrottleModel>();
  for (const [routeKey, settings] of Object.entries(stage.object('RouteSettings') ?? {})) {
    // H-78 for HTTP APIs; the same for the others is assumed
    if (!routeKeys.has(routeKey)) {
      stage.refuse(
        `Unable to find Route by key ${routeKey} within the provided RouteSettings: AWS refuses to deploy it`,
        `RouteSettings.${routeKey}`,
      );
    }
    const throttle = throttleOf(settings);
    if (throttle) routeThrottles.set(routeKey, throttle);
  }
  return {
    variables: stage.stringMap('StageVariables'),
    defaultThrottle: throttleOf(stage.value('DefaultRouteSettings')),
    routeThrottles,
  };
}
