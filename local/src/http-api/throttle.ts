import { Clock } from '../core/clock';
import { TokenBucket } from '../core/token-bucket';
import { ACCOUNT_BURST, ACCOUNT_RATE, ThrottleModel } from '../core/throttle-model';
import { HttpApiModel, HttpRouteModel } from './model';

/** A bucket for each route with a limit: its own, or the stage's default (H-77). */
export class RouteThrottles {
  private readonly buckets = new Map<string, TokenBucket>();

  public constructor(stage: HttpApiModel, clock: Clock) {
    for (const route of stage.routes) {
      const limit = limitOf(route, stage);
      if (!limit) continue;
      const { rateLimit = ACCOUNT_RATE, burstLimit = ACCOUNT_BURST } = limit;
      this.buckets.set(route.routeKey, new TokenBucket(rateLimit, burstLimit, clock));
    }
  }

  /** Whether the route has a limit at all, and if so whether it lets this request through. */
  public admit({ routeKey }: HttpRouteModel): 'unlimited' | 'within' | 'over' {
    const bucket = this.buckets.get(routeKey);
    if (!bucket) return 'unlimited';
    return bucket.take() ? 'within' : 'over';
  }
}

function limitOf(route: HttpRouteModel, stage: HttpApiModel): ThrottleModel | undefined {
  const limit = route.throttle ?? stage.defaultThrottle;
  return limit?.rateLimit === undefined && limit?.burstLimit === undefined ? undefined : limit;
}
