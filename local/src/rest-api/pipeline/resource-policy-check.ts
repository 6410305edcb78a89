import { Exchange } from '../exchange';
import { methodArn } from '../authorizers/method-arn';
import { Fault } from '../gateway-responses/fault';
import { INVALIDATE_CACHE, INVOKE } from '../../authorizers/actions';
import { Effect } from '../../authorizers/policy-statement';
import { evaluatePolicy } from '../resource-policy/evaluate-policy';

/** What the API's resource policy says of a request; undefined when it says nothing or there is none. */
export function policyEffect(exchange: Exchange, action = INVOKE): Effect | undefined {
  const { stage, request, caller } = exchange;
  if (!stage.resourcePolicy) return undefined;
  const { userArn, accountId } = caller.identity ?? {};
  return evaluatePolicy(stage.resourcePolicy, {
    action,
    arn: methodArn(exchange),
    request,
    ...(userArn && accountId && { signer: { arn: userArn, accountId } }),
  });
}

/** */
export function policyDenial(exchange: Exchange, effect: 'Deny' | undefined): Fault {
  return denialOf(INVOKE, exchange, effect === 'Deny' ? ' with an explicit deny' : '');
}

/** The text is assumed to be as above. */
export function invalidationDenial(exchange: Exchange): Fault {
  return denialOf(INVALIDATE_CACHE, exchange, '');
}

/** The account's id is masked but for its last four digits. */
function denialOf(action: string, exchange: Exchange, end: string): Fault {
  const resource = methodArn(exchange).replace(/:\d{8}(\d{4}):/, ':********$1:');
  const user = exchange.caller.identity?.userArn ?? 'anonymous';
  const message = `User: ${user} is not authorized to perform: ${action} on resource: ${resource}${end}`;
  return { type: 'ACCESS_DENIED', message };
}
