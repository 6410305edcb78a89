import { Duration } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { contentKey } from '../../core/content-key';
import { refuse } from '../../core/errors';
import { pathParameters } from '../../core/route-key';
import { Authorization } from '../../shared/authorization';
import { RequiredParameter } from '../openapi/operation';
import { MappingSource } from '../integrations/mapping-source';
import { RestRouteKey } from '../rest-path';
import { expression, KeyParameter, keyParameters, wholeKey } from './cache-key';
import { checkCallerInKey } from './caller-in-key';
import { checkReadsInKey } from './reads-in-key';
import { RouteCache } from './response-cache';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

export interface CachedRouteProps {
  readonly key: RestRouteKey;
  readonly cache: RouteCache;
  readonly authorization: Authorization;
  readonly hasCors: boolean;
  readonly hasBody: boolean;
  readonly required: RequiredParameter[];
  /** What the integration takes from a request, as far as that is known. */
  readonly reads: MappingSource[];
}

/** What caching adds to an operation. */
export interface CachedRoute {
  /** Members of the integration. */
  readonly integration: Record<string, unknown>;
  /** Parts of the key that the operation must declare besides its path's and its required parameters (rule R-93). */
  readonly parameters: KeyParameter[];
}

export function cachedRoute(where: Construct, props: CachedRouteProps): CachedRoute {
  const { key, cache, authorization, hasCors, required, reads } = props;
  const { sameForAllCallers = false } = cache;
  checkMethod(where, props);
  if (cache.ttl) {
    checkTtl(where, 'cache.ttl', cache.ttl);
  }
  const asked = keyParameters(where, key, cache.keyParameters ?? []);
  if (!sameForAllCallers) {
    checkCallerInKey(where, key.text, authorization, asked);
  }
  const whole = wholeKey(key, [...asked, ...required], hasCors);
  checkNames(where, key, whole, required);
  checkReadsInKey(where, { routeKey: key.text, reads, key: whole, sameForAllCallers });
  return {
    integration: {
      // one of its own: GET and HEAD of a path would share that of their resource (rule R-93)
      cacheNamespace: contentKey(where, key.text),
      cacheKeyParameters: whole.map(expression),
    },
    parameters: whole.filter(
      (one) => one.in !== 'path' && !required.some((other) => expression(other) === expression(one)),
    ),
  };
}

/** Rule R-91. */
export function checkTtl(where: IConstruct, name: string, ttl: Duration): void {
  const seconds = ttl.isUnresolved() ? 1 : ttl.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3_600) {
    refuse(where, `${name} must be whole seconds, 1 to 3600`, ttl.toHumanString(), 'give such a time, or no cache');
  }
}

function checkMethod(where: IConstruct, { key, hasBody }: CachedRouteProps): void {
  if (!SAFE.includes(key.method)) {
    const remedy = key.method === 'ANY' ? `add "GET ${key.path}" and cache that` : 'leave cache out';
    refuse(where, `only ${SAFE.join(', ')} can be cached: other methods change things`, key.text, remedy);
  }
  if (hasBody) {
    refuse(where, 'no cache key holds the body of a request', key.text, 'leave out cache or body');
  }
}

/** One name cannot be declared in two places (rule R-85). */
function checkNames(where: IConstruct, key: RestRouteKey, whole: KeyParameter[], required: RequiredParameter[]): void {
  const path = pathParameters(key).map((name) => ({ in: 'path', name }));
  for (const { in: place, name } of whole) {
    const twin = [...path, ...required, ...whole].find((other) => other.name === name && other.in !== place);
    if (twin) {
      const remedy = 'API Gateway takes a name in one place only: give one of them another name';
      refuse(
        where,
        `${name} stands twice in the cache key and parameters`,
        [`${place}.${name}`, `${twin.in}.${name}`],
        remedy,
      );
    }
  }
}
