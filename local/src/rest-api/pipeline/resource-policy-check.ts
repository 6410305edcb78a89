import { Exchange } from '../exchange';
import { methodArn } from '../authorizers/method-arn';
import { Fault } from '../gateway-responses/fault';
import { evaluatePolicy } from '../resource-policy/evaluate-policy';

/** What the API's resource policy says of a request; undefined when it says nothing or there is none. */
export function policyEffect(exchange: Exchange): 'Allow' | 'Deny' | undefined {
  const { stage, request, caller } = exchange;
  if (!stage.resourcePolicy) return undefined;
  const { userArn, accountId } = caller.identity ?? {};
  return evaluatePolicy(stage.resourcePolicy, {
    methodArn: methodArn(exchange),
    sourceIp: request.sourceIp,
    ...(userArn && accountId && { signer: { arn: userArn, accountId } }),
  });
}

/** The account's id is masked but for its last four digits. */
export function policyDenial(exchange: Exchange, effect: 'Deny' | undefined): Fault {
  const resource = methodArn(exchange).replace(/:\d{8}(\d{4}):/, ':********$1:');
  const user = exchange.caller.identity?.userArn ?? 'anonymous';
  const end = effect === 'Deny' ? ' with an explicit deny' : '';
  const message = `User: ${user} is not authorized to perform: execute-api:Invoke on resource: ${resource}${end}`;
  return { type: 'ACCESS_DENIED', message };
}
