import { decision } from '../../core/step';
import { RestAuthorizer, RestVerdict } from '../authorizers/authorizer';
import { methodArn } from '../authorizers/method-arn';
import { Exchange } from '../exchange';
import { policyDenial, policyEffect } from './resource-policy-check';
import { failed, refused, RestStepResult } from './step';

type Result = RestStepResult & { readonly exchange?: Exchange };

/** */
const LONGEST_ARN = 1_600;

/** The resource policy and the method's authorizer. What goes wrong refuses the request. */
export async function authorizeStep(exchange: Exchange, authorizer: RestAuthorizer | undefined): Promise<Result> {
  // who signed a request is not known before the signature is verified
  const isSigned = exchange.method.authorization.kind === 'iam';
  if (!isSigned && policyEffect(exchange) === 'Deny') return deniedByPolicy(exchange, 'Deny');
  if (!authorizer) {
    const isAdmitted = !exchange.stage.resourcePolicy || policyEffect(exchange) === 'Allow';
    return isAdmitted ? { decision: decision('authorize', 'pass', 'public') } : deniedByPolicy(exchange, undefined);
  }
  if (Buffer.byteLength(methodArn(exchange)) > LONGEST_ARN) {
    return refused('authorize', `the method's ARN is over ${LONGEST_ARN} bytes`, { type: 'URI_TOO_LONG' });
  }
  try {
    return conclude(exchange, await authorizer.authorize(exchange));
  } catch (error) {
    return failed('authorize', (error as Error).message, { type: 'AUTHORIZER_FAILURE' });
  }
}

/** Afterwards one Allow of the two is enough, any Deny wins, and Cognito needs the policy's Allow. */
function conclude(exchange: Exchange, verdict: RestVerdict): Result {
  if (verdict.kind === 'deny') {
    const isFailure = verdict.fault.type.startsWith('AUTHORIZER_');
    const result = (isFailure ? failed : refused)('authorize', verdict.detail, verdict.fault);
    return verdict.caller ? { ...result, exchange: { ...exchange, caller: verdict.caller } } : result;
  }
  const known: Exchange = { ...exchange, caller: verdict.caller };
  const effect = policyEffect(known);
  if (effect === 'Deny') return deniedByPolicy(known, effect);
  const needsPolicy = known.stage.resourcePolicy !== undefined && known.method.authorization.kind === 'cognito';
  if (needsPolicy && effect !== 'Allow') return deniedByPolicy(known, undefined);
  if (verdict.kind === 'undecided' && effect !== 'Allow') {
    return { ...refused('authorize', verdict.detail, { type: 'ACCESS_DENIED' }), exchange: known };
  }
  return { decision: decision('authorize', 'pass', verdict.detail), exchange: known };
}

function deniedByPolicy(exchange: Exchange, effect: 'Deny' | undefined): Result {
  const detail = effect === 'Deny' ? 'denied by the resource policy' : 'not allowed by the resource policy';
  return { ...refused('authorize', detail, policyDenial(exchange, effect)), exchange };
}
