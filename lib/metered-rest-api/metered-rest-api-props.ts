import { AccessLog } from '../shared/access-log';
import { Alarms } from '../shared/alarms';
import { Authorization } from '../shared/authorization';
import { Cors } from '../shared/cors';
import { Throttle } from '../shared/throttle';
import { ResponseCache } from './cache/response-cache';
import { RestProtectionOptions } from './rest-protection-options';
import { Tier } from './tier';
import { UsageMetering } from './usage-metering';

/** Properties of `MeteredRestApi`. */
export interface MeteredRestApiProps extends RestProtectionOptions {
  /** Who may call the routes that do not say otherwise. There is no default: nothing is public by omission. */
  readonly authorization: Authorization;

  /**
   * Which web pages may call the API from a browser.
   *
   * @default Cors.disabled()
   */
  readonly cors?: Cors;

  /**
   * What partners can buy, by name. With tiers, every route needs an API key unless it says otherwise.
   *
   * @default - no API keys
   */
  readonly tiers?: { [name: string]: Tier };

  /**
   * Whether what keys have used is written down, to bill from. Where there are tiers.
   *
   * @default UsageMetering.hourly()
   */
  readonly metering?: UsageMetering;

  /**
   * Requests let through by the stage. Each route without a throttle of its own gets its own bucket of this size.
   *
   * @default - the account's limits: 10,000 requests a second in most Regions, shared by all APIs
   */
  readonly throttle?: Throttle;

  /**
   * The cache for the answers of routes that have a `cache`. With this, it is there even before a route has.
   *
   * @default - a cache of 0.5 GB as soon as a route has a `cache`
   */
  readonly cache?: ResponseCache;

  /**
   * What is written down of each request.
   *
   * @default AccessLog.json()
   */
  readonly accessLog?: AccessLog;

  /**
   * CloudWatch alarms: `serverErrorRate` (5 % of requests in 3 periods of 1 minute), `latencyP99` (5,000 milliseconds
   * in 5 periods of 1 minute), `meteringErrors` (where usage is metered: a failed reading in 3 periods of 1 hour), and,
   * when an override enables it, `clientErrorAnomaly` (4xx, 429 included, 3 deviations above the usual in 3 periods of
   * 5 minutes).
   *
   * @default Alarms.recommended()
   */
  readonly alarms?: Alarms;

  /**
   * Name of the stage, which is the first segment of the path.
   *
   * @default 'prod'
   */
  readonly stageName?: string;

  /**
   * Variables for integrations and functions.
   *
   * @default - none
   */
  readonly stageVariables?: { [name: string]: string };

  /**
   * Metrics by route as well. CloudWatch charges for each metric of each route.
   *
   * @default false
   */
  readonly detailedMetrics?: boolean;

  /**
   * Whether AWS X-Ray traces requests.
   *
   * @default true
   */
  readonly tracing?: boolean;

  /**
   * Name of the API. Metrics go by it, so it must be unique in the account and Region.
   *
   * @default - one made from the construct's path
   */
  readonly apiName?: string;

  /**
   * What the API is for.
   *
   * @default - none
   */
  readonly description?: string;
}
