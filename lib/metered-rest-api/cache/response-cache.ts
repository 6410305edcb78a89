import { Duration } from 'aws-cdk-lib';

/** Memory of a cache, in gigabytes. Each step is billed by the hour, used or not. */
export enum CacheSize {
  /** 0.5 GB. */
  GB_0_5 = '0.5',
  /** 1.6 GB. */
  GB_1_6 = '1.6',
  /** 6.1 GB. */
  GB_6_1 = '6.1',
  /** 13.5 GB. */
  GB_13_5 = '13.5',
  /** 28.4 GB. */
  GB_28_4 = '28.4',
  /** 58.2 GB. */
  GB_58_2 = '58.2',
  /** 118 GB. */
  GB_118 = '118',
  /** 237 GB. */
  GB_237 = '237',
}

/** The cache of an API's stage. It is encrypted, and serves only the routes that say so. */
export interface ResponseCache {
  /**
   * Memory of the cache. Another size makes a new, empty cache, which takes about four minutes.
   *
   * @default CacheSize.GB_0_5
   */
  readonly size?: CacheSize;

  /**
   * How long an answer is served, on routes that don't say themselves. 1 second to 1 hour.
   *
   * @default Duration.minutes(5)
   */
  readonly defaultTtl?: Duration;
}

/** How the answers of one route are cached. */
export interface RouteCache {
  /**
   * How long an answer is served. 1 second to 1 hour.
   *
   * @default - the `defaultTtl` of the API's cache
   */
  readonly ttl?: Duration;

  /**
   * What the answer depends on: `path.id`, `query.page`, `header.Accept-Language`. Whatever is not named here does not
   * tell requests apart: who asks for `?page=2` gets page 1 where `query.page` is missing.
   *
   * All parameters of the path are always in the key, and required ones, and with CORS so is `header.Origin`, since
   * answers name the origin they are for. What DynamoDB and other services are asked for must be in it, and no key holds
   * a body; what a function or a backend looks at is for you to name. Headers count as they are written and in lower case, as HTTP/2 sends them: API Gateway tells
   * case.
   *
   * @default - the parameters of the path and those required
   */
  readonly keyParameters?: string[];

  /**
   * Whether whoever is let in gets the same answers, such as a catalogue behind a login. Otherwise the key of an
   * authorized route must hold what says who calls: the header or query parameter its authorization reads. Signatures
   * are new for each request, so that `Authorization.iam()` always needs this.
   *
   * API keys are not looked at: where answers depend on them, put `header.x-api-key` into the key.
   *
   * @default false
   */
  readonly sameForAllCallers?: boolean;
}
