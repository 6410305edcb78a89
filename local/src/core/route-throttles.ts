import { Clock } from './clock';
import { Keep } from './keepsakes';
import { ACCOUNT_BURST, ACCOUNT_RATE, ThrottleModel } from './throttle-model';
import { TokenBucket } from './token-bucket';

export interface ThrottledStage {
  readonly routes: readonly ThrottledRoute[];
  readonly defaultThrottle?: ThrottleModel;
}

export interface ThrottledRoute {
  readonly routeKey: string;
  readonly throttle?: ThrottleModel;
}

/** A bucket for each route with a limit: its own, or the stage's default (H-77, W-35). */
export class RouteThrottles {
  private readonly buckets = new Map<string, TokenBucket>();

  public constructor(stage: ThrottledStage, clock: Clock, keep: Keep) {
    for (const route of stage.routes) {
      const limit = limitOf(route, stage);
      if (!limit) continue;
      const { rateLimit = ACCOUNT_RATE, burstLimit = ACCOUNT_BURST } = limit;
      const limits = [rateLimit, burstLimit] as const;
      const bucket = keep(`throttle ${route.routeKey}`, limits, () => new TokenBucket(...limits, clock));
      this.buckets.set(route.routeKey, bucket);
    }
  }

  /** Whether the route has a limit at all, and if so whether it lets this request through. */
  public admit({ routeKey }: ThrottledRoute): 'unlimited' | 'within' | 'over' {
    const bucket = this.buckets.get(routeKey);
    if (!bucket) return 'unlimited';
    return bucket.take() ? 'within' : 'over';
  }
}

function limitOf(route: ThrottledRoute, stage: ThrottledStage): ThrottleModel | undefined {
  const limit = route.throttle ?? stage.defaultThrottle;
  return limit?.rateLimit === undefined && limit?.burstLimit === undefined ? undefined : limit;
}
