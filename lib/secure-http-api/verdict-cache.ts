import { warn } from '../core/warnings';
import { Authorization, LambdaAuthorizationOptions } from '../shared/authorization';
import { RouteKey } from '../core/route-key';
import { SecureHttpRoute } from './secure-http-route';

/** Whether a Lambda authorizer's verdicts are reused. */
export function cachesVerdicts({ resultsCacheTtl: ttl }: LambdaAuthorizationOptions): boolean {
  return ttl !== undefined && (ttl.isUnresolved() || ttl.toSeconds() > 0);
}

/** Warns where the cache key, which has the route (rule H-64), cannot tell apart what `ANY` or `{id}` take. */
export function warnOfCoarseVerdicts(route: SecureHttpRoute, key: RouteKey, parts: RouteKey[]): void {
  const missing = missingInCacheKey(route.authorization, key, parts).map((name) => `IdentitySource.context('${name}')`);
  if (missing.length > 0) {
    const text = `${key.text} takes many requests, and a cached verdict for one serves all of the same caller`;
    warn(route, 'cachedVerdict', `${text}; add ${missing.join(' and ')} where the function looks at it`);
  }
}

function missingInCacheKey(authorization: Authorization, key: RouteKey, parts: RouteKey[]): string[] {
  const intent = authorization._intent;
  if (intent.kind !== 'lambda' || !cachesVerdicts(intent.options)) {
    return [];
  }
  const named = (intent.options.identitySources ?? [])
    .filter((source) => source._kind === 'context')
    .map((source) => source._name);
  const needed = [
    ...(parts.some((part) => part.method === 'ANY') ? ['httpMethod'] : []),
    ...(key.path === undefined || key.path.includes('{') ? ['path'] : []),
  ];
  return needed.filter((name) => !named.includes(name));
}
