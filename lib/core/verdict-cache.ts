import { IConstruct } from 'constructs';
import { Authorization, LambdaAuthorizationOptions } from '../shared/authorization';
import { warn } from './warnings';

/** Whether a Lambda authorizer's verdicts are reused. */
export function cachesVerdicts({ resultsCacheTtl: ttl }: LambdaAuthorizationOptions): boolean {
  return ttl !== undefined && (ttl.isUnresolved() || ttl.toSeconds() > 0);
}

/**
 * Warns where the cache key, which has the route, cannot tell apart what a route takes.
 *
 * @param needed context variables that would
 */
export function warnOfCoarseVerdicts(
  route: IConstruct & { readonly authorization: Authorization; readonly routeKey: string },
  needed: string[],
): void {
  const missing = missingInCacheKey(route.authorization, needed).map((name) => `IdentitySource.context('${name}')`);
  if (missing.length > 0) {
    const text = `${route.routeKey} takes many requests, and a cached verdict for one serves all of the same caller`;
    warn(route, 'cachedVerdict', `${text}; add ${missing.join(' and ')} where the function looks at it`);
  }
}

function missingInCacheKey({ _intent: intent }: Authorization, needed: string[]): string[] {
  if (intent.kind !== 'lambda' || !cachesVerdicts(intent.options)) {
    return [];
  }
  const named = (intent.options.identitySources ?? [])
    .filter((source) => source._kind === 'context')
    .map((source) => source._name);
  return needed.filter((name) => !named.includes(name));
}
