import { incompleteSignature } from '../../authorizers/signature-fault';
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
  const { request } = visit;
  const match = matcher.match(request.method, visit.path);
  if (match) {
    return {
      decision: decision('route', 'pass', methodKey(match.method)),
      exchange: { ...visit, ...match, caller: {} },
    };
  }
  const fault = incompleteSignature(request);
  return refused(
    'route',
    'no such resource or method',
    fault ? { type: 'INVALID_SIGNATURE', ...fault } : { type: 'MISSING_AUTHENTICATION_TOKEN' },
  );
}
