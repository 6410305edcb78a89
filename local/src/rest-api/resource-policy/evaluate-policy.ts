import { matchesGlob } from '../../authorizers/glob';
import { IpCondition, PolicyStatement, ResourcePolicyModel } from './model';
import { isInRange } from './ip-range';

export interface PolicyRequest {
  /** `execute-api:Invoke` */
  readonly action: string;
  readonly methodArn: string;
  readonly sourceIp: string;
  /** ARN of whoever signed; absent for all others. */
  readonly signer?: { readonly arn: string; readonly accountId: string };
}

/** A denial beats all else; undefined when no statement is about the request. */
export function evaluatePolicy(policy: ResourcePolicyModel, request: PolicyRequest): 'Allow' | 'Deny' | undefined {
  const effects = policy.filter((statement) => appliesTo(statement, request)).map(({ effect }) => effect);
  return effects.includes('Deny') ? 'Deny' : effects[0];
}

function appliesTo(statement: PolicyStatement, request: PolicyRequest): boolean {
  const { principals, actions, resources, conditions } = statement;
  return (
    principals.some((principal) => isPrincipal(principal, request)) &&
    actions.some((action) => matchesGlob(action.toLowerCase(), request.action.toLowerCase())) &&
    resources.some((resource) => matchesGlob(resource, request.methodArn)) &&
    conditions.every((condition) => holds(condition, request.sourceIp))
  );
}

function isPrincipal(principal: string, { signer }: PolicyRequest): boolean {
  if (principal === '*') return true;
  if (!signer) return false;
  const { arn, accountId } = signer;
  return (
    principal === arn || principal === accountId || new RegExp(`^arn:[^:]+:iam::${accountId}:root$`).test(principal)
  );
}

function holds({ isNegated, ranges }: IpCondition, sourceIp: string): boolean {
  return ranges.some((range) => isInRange(sourceIp, range)) !== isNegated;
}
