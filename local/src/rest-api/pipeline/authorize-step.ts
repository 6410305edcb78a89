import { decision } from '../../core/step';
import { RestAuthorizer } from '../authorizers/authorizer';
import { methodArn } from '../authorizers/method-arn';
import { Exchange } from '../exchange';
import { failed, refused, RestStepResult } from './step';

/** */
const LONGEST_ARN = 1_600;

/** Asks the method's authorizer. What goes wrong in it refuses the request. */
export async function authorizeStep(
  exchange: Exchange,
  authorizer: RestAuthorizer | undefined,
): Promise<RestStepResult & { readonly exchange?: Exchange }> {
  if (!authorizer) return { decision: decision('authorize', 'pass', 'public') };
  if (Buffer.byteLength(methodArn(exchange)) > LONGEST_ARN) {
    return refused('authorize', `the method's ARN is over ${LONGEST_ARN} bytes`, { type: 'URI_TOO_LONG' });
  }
  try {
    const verdict = await authorizer.authorize(exchange);
    if (verdict.kind === 'allow') {
      return {
        decision: decision('authorize', 'pass', verdict.detail),
        exchange: { ...exchange, caller: verdict.caller },
      };
    }
    const isFailure = verdict.fault.type.startsWith('AUTHORIZER_');
    return (isFailure ? failed : refused)('authorize', verdict.detail, verdict.fault);
  } catch (error) {
    return failed('authorize', (error as Error).message, { type: 'AUTHORIZER_FAILURE' });
  }
}
