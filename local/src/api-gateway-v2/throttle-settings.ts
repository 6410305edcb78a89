import { ThrottleModel } from '../core/throttle-model';

/** The throttle in DefaultRouteSettings, or in an entry of RouteSettings. */
export function throttleOf(settings: unknown): ThrottleModel | undefined {
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

/** A route's own settings over the stage's default, limit by limit. */
export function mergedThrottle(stageDefault: ThrottleModel | undefined, own: ThrottleModel): ThrottleModel {
  return {
    rateLimit: own.rateLimit ?? stageDefault?.rateLimit,
    burstLimit: own.burstLimit ?? stageDefault?.burstLimit,
  };
}
