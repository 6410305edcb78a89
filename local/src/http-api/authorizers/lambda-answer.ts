import { allows, UnusableAnswer } from '../../authorizers/policy';
import { PolicyQuestion } from '../../authorizers/policy-statement';
import { isObject } from '../../core/is-object';

/** What an authorizer function said, once its shape is known to be good (H-67). */
export interface LambdaAnswer {
  readonly principalId?: string;
  readonly context: Readonly<Record<string, unknown>>;
  /** Throws UnusableAnswer for a policy that can't be judged. A cached policy is judged anew for each route. */
  allows(question: PolicyQuestion): boolean;
}

/** Reads a payload in the form the authorizer is configured for; throws UnusableAnswer for any other shape. */
export function readAnswer(payload: unknown, simpleResponses: boolean): LambdaAnswer {
  if (!isObject(payload)) {
    throw new UnusableAnswer('the authorizer function must return an object');
  }
  const { context = {} } = payload;
  if (context !== null && !isObject(context)) {
    throw new UnusableAnswer('context must be an object');
  }
  const answer = simpleResponses ? readSimpleAnswer(payload) : readPolicyAnswer(payload);
  return { ...answer, context: context ?? {} };
}

function readSimpleAnswer({ isAuthorized }: Record<string, unknown>): Omit<LambdaAnswer, 'context'> {
  if (typeof isAuthorized !== 'boolean') {
    throw new UnusableAnswer('a simple response needs isAuthorized, true or false');
  }
  return { allows: () => isAuthorized };
}

function readPolicyAnswer({ principalId, policyDocument }: Record<string, unknown>): Omit<LambdaAnswer, 'context'> {
  if (typeof principalId !== 'string' || !isObject(policyDocument)) {
    throw new UnusableAnswer('a policy response needs principalId, a string, and policyDocument, an object');
  }
  return { principalId, allows: (question) => allows(policyDocument, question) };
}
