import { Duration, Lazy } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { IConstruct } from 'constructs';
import { checkTtl } from './cached-route';
import { CacheSize, ResponseCache, RouteCache } from './response-cache';

/** How the stage caches one method. */
export type MethodCache = Pick<
  CfnStage.MethodSettingProperty,
  'cachingEnabled' | 'cacheTtlInSeconds' | 'cacheDataEncrypted'
>;

/**
 * The cache of a stage, there as soon as it is asked for or a route is cached.
 *
 * `Cache-Control: max-age=0` renews an answer only for who may `execute-api:InvalidateCache`. Others get the cached one
 * with a `Warning` header, not 403: browsers send this header whenever a page is reloaded. CloudFormation cannot say so,
 * and need not: it is what API Gateway does where nothing is said (aws/serverless-application-model#788).
 */
export class CacheCluster {
  private readonly routes = new Map<string, RouteCache>();

  public constructor(
    where: IConstruct,
    stage: CfnStage,
    private readonly props: ResponseCache | undefined,
  ) {
    if (props?.defaultTtl) {
      checkTtl(where, 'cache.defaultTtl', props.defaultTtl);
    }
    const whenNeeded = <T>(value: T) => ({ produce: () => (this.isNeeded ? value : undefined) });
    stage.cacheClusterEnabled = Lazy.any(whenNeeded(true));
    stage.cacheClusterSize = Lazy.string(whenNeeded<string>(props?.size ?? CacheSize.GB_0_5));
  }

  public get isNeeded(): boolean {
    return this.props !== undefined || this.routes.size > 0;
  }

  /** Keys of the cached routes. */
  public get routeKeys(): string[] {
    return [...this.routes.keys()];
  }

  public add(routeKey: string, cache: RouteCache): void {
    this.routes.set(routeKey, cache);
  }

  /** Of one route, or of all that have no settings of their own: without a word, a cluster caches every GET. */
  public settings(routeKey?: string): MethodCache {
    if (!this.isNeeded) {
      return {};
    }
    const cache = routeKey === undefined ? undefined : this.routes.get(routeKey);
    const ttl = cache?.ttl ?? this.props?.defaultTtl ?? Duration.minutes(5);
    return {
      cachingEnabled: cache !== undefined,
      cacheDataEncrypted: true,
      ...(cache ? { cacheTtlInSeconds: ttl.toSeconds() } : {}),
    };
  }
}
