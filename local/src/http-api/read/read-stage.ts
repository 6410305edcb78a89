import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { ThrottleModel } from '../../core/throttle-model';
import { stageProperties } from './property-tables';

export interface StageModel {
  readonly logicalId: string;
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly defaultThrottle?: ThrottleModel;
  /** By route key. */
  readonly routeThrottles: ReadonlyMap<string, ThrottleModel>;
}

/** What an API made with `Target` gets without asking. */
export function defaultStage(logicalId: string): StageModel {
  return { logicalId, name: '$default', variables: {}, routeThrottles: new Map() };
}

/** AWS::ApiGatewayV2::Stage. With or without AutoDeploy, the template's routes are what is served. */
export function readStage(resource: ResourceReader, routeKeys: ReadonlySet<string>): StageModel | undefined {
  checkProperties(resource, stageProperties);
  const name = resource.string('StageName');
  if (!name) return resource.refuse('has no name', 'StageName');
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
    logicalId: resource.logicalId,
    name,
    variables: resource.stringMap('StageVariables'),
    defaultThrottle: throttleOf(resource.value('DefaultRouteSettings')),
    routeThrottles,
  };
}

function throttleOf(settings: unknown): ThrottleModel | undefined {
  if (typeof settings !== 'object' || settings === null) return undefined;
  const rateLimit = numberIn(settings, 'ThrottlingRateLimit');
  const burstLimit = numberIn(settings, 'ThrottlingBurstLimit');
  if (rateLimit === undefined && burstLimit === undefined) return undefined;
  return { rateLimit, burstLimit };
}

/** RouteSettings is free JSON in the template's schema, so both spellings are met. */
function numberIn(settings: object, name: string): number | undefined {
  const members = settings as Record<string, unknown>;
  const value = members[name] ?? members[name.charAt(0).toLowerCase() + name.slice(1)];
  return value === undefined ? undefined : Number(value);
}
