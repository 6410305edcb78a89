import { ResourceReader } from '../../assembly';
import { PropertyNode } from '../../assembly/property-node';
import { ThrottleModel } from '../../core/throttle-model';
import { CacheModel, UNAUTHORIZED_CACHE_CONTROL } from '../model';

/** Settings by `/orders GET`, or by `* *` for all methods. */
export type MethodSettings = ReadonlyMap<string, MethodSetting>;

export interface MethodSetting {
  readonly throttle: ThrottleModel;
  readonly isCached?: boolean;
  readonly cache: Partial<Pick<CacheModel, 'ttlSeconds' | 'requiresAuthorization' | 'unauthorized'>>;
}

/** */
const MAX_TTL_SECONDS = 3_600;

/** `MethodSettings` of a stage. */
export function readMethodSettings(stage: ResourceReader): MethodSettings {
  const entries = PropertyNode.of(stage, 'MethodSettings').entries();
  return new Map(
    entries.map(([, node]) => {
      const path = settingPath(node.get('ResourcePath').text() ?? '');
      const method = node.get('HttpMethod').text() ?? '';
      if ((path === '*') !== (method === '*')) node.refuse('is for one method, or for all of them by /* and *');
      return [`${path} ${method}`, readSetting(node)];
    }),
  );
}

function readSetting(node: PropertyNode): MethodSetting {
  return {
    throttle: {
      rateLimit: limit(node.get('ThrottlingRateLimit')),
      burstLimit: limit(node.get('ThrottlingBurstLimit')),
    },
    isCached: node.get('CachingEnabled').boolean(),
    cache: {
      ttlSeconds: ttl(node.get('CacheTtlInSeconds')),
      requiresAuthorization: node.get('RequireAuthorizationForCacheControl').boolean(),
      unauthorized: node.get('UnauthorizedCacheControlHeaderStrategy').oneOf(UNAUTHORIZED_CACHE_CONTROL),
    },
  };
}

/** `~1` is a slash. */
function settingPath(path: string): string {
  if (path === '/*') return '*';
  return path.replaceAll('~1', '/').replace(/^\/(?=\/)/, '');
}

/** R-82: -1 is the account's limit. */
function limit(node: PropertyNode): number | undefined {
  const value = node.number();
  return value === undefined || value < 0 ? undefined : value;
}

function ttl(node: PropertyNode): number | undefined {
  const value = node.number();
  if (value === undefined || (value >= 0 && value <= MAX_TTL_SECONDS)) return value;
  return node.refuse(`must be 0 to ${MAX_TTL_SECONDS}, got ${value}`);
}
