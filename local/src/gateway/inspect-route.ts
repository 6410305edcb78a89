import { ThrottleModel } from '../core/throttle-model';
import { InspectedRoute } from '../inspector/inspector-state';
import { methodKey, RestMethodModel } from '../rest-api/model';
import { ApiModel } from './assembly-model';
import { describeAuthorizer, scopesOf } from './describe-authorization';

/** Routes of a stage with what they ask and how much they let through. */
export function inspectRoutes(api: ApiModel): InspectedRoute[] {
  switch (api.kind) {
    case 'REST':
      return api.methods.map((method) => ({
        routeKey: methodKey(method),
        ...demandsOf(method),
        apiKeyRequired: method.apiKeyRequired,
        throttle: limitOf(method.throttle),
        cacheTtlSeconds: cachesAnswers(method) ? method.cache?.ttlSeconds : undefined,
      }));
    case 'HTTP':
      return api.routes.map((route) => ({
        routeKey: route.routeKey,
        ...demandsOf(route),
        apiKeyRequired: false,
        throttle: limitOf(route.throttle ?? api.defaultThrottle),
      }));
    case 'WEBSOCKET':
      return api.routes.map((route) => ({
        routeKey: route.routeKey,
        // authorization is a matter of the handshake alone (W-5)
        ...(route.routeKey === '$connect' ? demandsOf(route) : { scopes: [] }),
        apiKeyRequired: route.apiKeyRequired,
        throttle: limitOf(route.throttle ?? api.defaultThrottle),
      }));
  }
}

type Authorized = { readonly authorization: Parameters<typeof describeAuthorizer>[0] };

function demandsOf({ authorization }: Authorized): Pick<InspectedRoute, 'authorization' | 'scopes'> {
  return { authorization: describeAuthorizer(authorization), scopes: scopesOf(authorization) };
}

function cachesAnswers({ httpMethod, cache }: RestMethodModel): boolean {
  return cache?.requests === 'ALL' || httpMethod === 'GET' || httpMethod === 'ANY';
}

/** A throttle that sets nothing is the account's. */
function limitOf(throttle: ThrottleModel | undefined): ThrottleModel | undefined {
  return throttle?.rateLimit === undefined && throttle?.burstLimit === undefined ? undefined : throttle;
}
