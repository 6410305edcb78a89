import { Quota } from '../shared/quota';
import { Throttle } from '../shared/throttle';

/** What the keys of a tier may do: a usage plan. */
export interface Tier {
  /**
   * Requests per second and burst, for each key on its own.
   *
   * @default - the stage's
   */
  readonly throttle?: Throttle;

  /**
   * Requests per period, for each key on its own.
   *
   * @default - none
   */
  readonly quota?: Quota;

  /**
   * Throttles of single routes, for each key on its own: `{ 'POST /orders': { rateLimit: 1, burstLimit: 2 } }`. At most
   * 20, and only beside `throttle`. A route the API does not have is an error.
   *
   * @default - none
   */
  readonly routes?: { [routeKey: string]: Throttle };
}

/** Options of `addApiKey`. */
export interface ApiKeyOptions {
  /**
   * Name of the tier. To change it, raise `generation` and name the tier the key had in `previousTier`: API Gateway puts
   * no key into two tiers at once, and CloudFormation would do that for a moment. A deployment that only changes the
   * tier fails and is rolled back, with the key in its old tier.
   */
  readonly tier: string;

  /**
   * Tier of the value before the newest, where the tier was changed along with `generation`. That value stays in it until
   * `generation` is raised again; then leave this out.
   *
   * @default - that of `tier`
   */
  readonly previousTier?: string;

  /**
   * Count of the key's values. The two newest are live, so that a client can change over without a gap: raise it by one,
   * deploy, hand out the new value, and the oldest goes when it is raised again.
   *
   * @default 1
   */
  readonly generation?: number;

  /**
   * Whether requests with the key are let in.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Who has the key.
   *
   * @default - the id of the key
   */
  readonly customerId?: string;
}
