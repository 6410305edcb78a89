import { incompleteSignature } from '../../authorizers/signature-fault';
import { GatewayRequest, headerValue } from '../../core/request';
import { decision } from '../../core/step';
import { Exchange, Visit } from '../exchange';
import { methodKey, RestMethodModel } from '../model';
import { ResourceMatcher } from '../resource-matcher';
import { refused, RestStepResult } from './step';

/** Finds the method. An unknown one is a 403, as nobody is to learn what there is. */
export function matchStep(
  visit: Visit,
  matcher: ResourceMatcher<RestMethodModel>,
): RestStepResult & { readonly exchange?: Exchange } {
  const request = withOverriddenMethod(visit.request);
  const match = matcher.match(request.method, visit.path);
  if (match) {
    return {
      decision: decision('route', 'pass', methodKey(match.method)),
      exchange: { ...visit, request, ...match, caller: {} },
    };
  }
  const fault = incompleteSignature(visit.request);
  return refused(
    'route',
    'no such resource or method',
    fault ? { type: 'INVALID_SIGNATURE', ...fault } : { type: 'MISSING_AUTHENTICATION_TOKEN' },
  );
}

/** from here on it is a request of the other method, for policies and functions, too (assumed). */
function withOverriddenMethod(request: GatewayRequest): GatewayRequest {
  const override = request.method === 'POST' ? headerValue(request.headers, 'x-http-method-override') : undefined;
  return override === undefined ? request : { ...request, method: override.toUpperCase() };
}
