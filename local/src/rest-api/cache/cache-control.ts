import { INVALIDATE_CACHE } from '../../authorizers/actions';
import { headerValue } from '../../core/request';
import { Exchange } from '../exchange';
import { CacheModel } from '../model';
import { policyEffect } from '../pipeline/resource-policy-check';

/** What a caller may ask of the cache. */
export type CacheControl =
  { readonly kind: 'use'; readonly warns: boolean } | { readonly kind: 'renew' } | { readonly kind: 'refused' };

/** `max-age=0` renews an answer, for whoever may. */
export function cacheControlOf(exchange: Exchange, cache: CacheModel): CacheControl {
  if (!asksToRenew(exchange)) return { kind: 'use', warns: false };
  if (!cache.requiresAuthorization || mayInvalidate(exchange)) return { kind: 'renew' };
  if (cache.unauthorized === 'FAIL_WITH_403') return { kind: 'refused' };
  return { kind: 'use', warns: cache.unauthorized === 'SUCCEED_WITH_RESPONSE_HEADER' };
}

function asksToRenew({ request }: Exchange): boolean {
  const directives = (headerValue(request.headers, 'cache-control') ?? '').toLowerCase().split(',');
  return directives.some((directive) => directive.replaceAll(' ', '') === 'max-age=0');
}

/**
 * Allowed by the resource policy, by the policy of the authorizer function (assumed), or signed with the development
 * credentials, whose own policies are not looked at.
 */
function mayInvalidate(exchange: Exchange): boolean {
  const { identity, mayInvalidateCache = false } = exchange.caller;
  const effect = policyEffect(exchange, INVALIDATE_CACHE);
  return effect !== 'Deny' && (effect === 'Allow' || mayInvalidateCache || identity?.userArn !== undefined);
}
