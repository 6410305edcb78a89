import { ResourceReader } from '../assembly';
import { ThrottleModel } from '../core/throttle-model';
import { StageModel } from './read-stage-settings';
import { mergedThrottle } from './throttle-settings';

interface Route {
  readonly routeKey: string;
  readonly logicalId: string;
}

/** W-19, and the same of an HTTP API. */
export function refuseDuplicates(routes: readonly Route[], api: ResourceReader): void {
  const seen = new Set<string>();
  for (const { routeKey, logicalId } of routes) {
    if (seen.has(routeKey)) api.refuse(`route ${logicalId} has the key ${routeKey} of another route`);
    seen.add(routeKey);
  }
}

/** What a stage says of a route, over what it says of all. */
export function throttleOnStage(routeKey: string, stage: StageModel): ThrottleModel | undefined {
  const own = stage.routeThrottles.get(routeKey);
  return own && mergedThrottle(stage.defaultThrottle, own);
}
