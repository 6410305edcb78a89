import { withStageVariables } from '../../core/with-stage-variables';
import { CacheModel, RestMethodModel } from '../model';
import { ANY_METHODS } from '../resource-matcher';
import { MethodSetting } from './read-method-settings';
import { StageModel } from './read-stage';

/** Methods as a stage serves them: with the stage's variables, and with its settings. */
export function methodsOnStage(methods: readonly RestMethodModel[], stage: StageModel): RestMethodModel[] {
  return methods.flatMap((method) => [method, ...setApart(method, methods, stage)]).map((one) => onStage(one, stage));
}

/** What `ANY` stands for may have settings, method by method (assumed); it has none itself. */
function setApart(
  { resourcePath, httpMethod, ...method }: RestMethodModel,
  methods: readonly RestMethodModel[],
  stage: StageModel,
): RestMethodModel[] {
  if (httpMethod !== 'ANY') return [];
  const named = methods.filter((other) => other.resourcePath === resourcePath).map((other) => other.httpMethod);
  return ANY_METHODS.filter((one) => !named.includes(one) && stage.settings.has(`${resourcePath} ${one}`)).map(
    (one) => ({ ...method, resourcePath, httpMethod: one }),
  );
}

function onStage(method: RestMethodModel, stage: StageModel): RestMethodModel {
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
