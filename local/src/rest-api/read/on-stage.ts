import { withStageVariables } from '../../core/with-stage-variables';
import { CacheModel, RestMethodModel } from '../model';
import { MethodSetting } from './read-method-settings';
import { StageModel } from './read-stage';

/** A method as a stage serves it: with the stage's variables, and with its settings. */
export function onStage(method: RestMethodModel, stage: StageModel): RestMethodModel {
  const all = stage.settings.get('* *') ?? NO_SETTING;
  const own = stage.settings.get(`${method.resourcePath} ${method.httpMethod}`) ?? NO_SETTING;
  return {
    ...method,
    integration: withStageVariables(method.integration, stage.variables),
    throttle: mergedThrottle(all, own),
    cache: stage.hasCacheCluster ? mergedCache(all, own) : undefined,
  };
}

const NO_SETTING: MethodSetting = { throttle: {}, cache: {} };

/** A method's own settings stand in for those of all methods, one by one. */
function mergedThrottle(
  { throttle: all }: MethodSetting,
  { throttle: own }: MethodSetting,
): RestMethodModel['throttle'] {
  const rateLimit = own.rateLimit ?? all.rateLimit;
  const burstLimit = own.burstLimit ?? all.burstLimit;
  return rateLimit === undefined && burstLimit === undefined ? undefined : { rateLimit, burstLimit };
}

/** a cluster caches every GET, unless it is told otherwise; other methods by settings of their own only. */
function mergedCache(all: MethodSetting, own: MethodSetting): CacheModel | undefined {
  const ttlSeconds = own.cache.ttlSeconds ?? all.cache.ttlSeconds ?? 300;
  const isCached = own.isCached ?? all.isCached ?? true;
  if (!isCached || ttlSeconds === 0) return undefined;
  return {
    ttlSeconds,
    requests: own.isCached ? 'ALL' : 'GET',
    requiresAuthorization: own.cache.requiresAuthorization ?? all.cache.requiresAuthorization ?? true,
    unauthorized: own.cache.unauthorized ?? all.cache.unauthorized ?? 'SUCCEED_WITH_RESPONSE_HEADER',
  };
}
