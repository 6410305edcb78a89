import { Authorization } from '../../shared/authorization';
import { Throttle } from '../../shared/throttle';

/** Options of `addUsageRoute`. */
export interface UsageRouteOptions {
  /**
   * Who may call the route, with an API key in any case.
   *
   * @default - the API's authorization
   */
  readonly authorization?: Authorization;

  /**
   * Scopes of which the caller's token must hold one.
   *
   * @default - the scopes of the authorization, if it has any
   */
  readonly scopes?: string[];

  /**
   * Throttle of the route, for all callers together. Each answer takes two calls of API Gateway's own API, of which an
   * account has ten a second in a Region, deployments included.
   *
   * @default { rateLimit: 2, burstLimit: 5 }
   */
  readonly throttle?: Throttle;
}
