import { Signer } from '../../authorizers/policy-conditions';
import { combined, Effect, isAbout, PolicyQuestion, selects } from '../../authorizers/policy-statement';
import { ResourcePolicyModel } from './model';

/** A denial beats all else; undefined when no statement is about the request. */
export function evaluatePolicy(policy: ResourcePolicyModel, question: PolicyQuestion): Effect | undefined {
  const { signer } = question;
  return combined(
    policy.filter(
      (statement) =>
        selects(statement.principals, (principal) => isPrincipal(principal, signer)) && isAbout(statement, question),
    ),
  );
}

function isPrincipal(principal: string, signer: Signer | undefined): boolean {
  if (principal === '*') return true;
  if (!signer) return false;
  const { arn, accountId } = signer;
  return (
    principal === arn || principal === accountId || new RegExp(`^arn:[^:]+:iam::${accountId}:root$`).test(principal)
  );
}
