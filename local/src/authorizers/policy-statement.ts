import { GatewayRequest } from '../core/request';
import { INVOKE } from './actions';
import { matchesGlob } from './glob';
import { conditionHolds, PolicyCondition, Signer } from './policy-conditions';

/** A statement of a policy, in the parts of the policy language that are evaluated here. */
export interface PolicyStatement {
  readonly effect: Effect;
  readonly actions: Selection;
  /** Complete ARNs, with wildcards. */
  readonly resources: Selection;
  /** All of them must hold. */
  readonly conditions: readonly PolicyCondition[];
}

export type Effect = 'Allow' | 'Deny';

/** `Action` or `NotAction` and the like. */
export interface Selection {
  readonly patterns: readonly string[];
  readonly isNegated: boolean;
}

/** What a policy is asked. */
export interface PolicyQuestion {
  /** Of the route or method. */
  readonly arn: string;
  /** `execute-api:Invoke` where it does not say. */
  readonly action?: string;
  readonly request: GatewayRequest;
  /** Absent for all who did not sign. */
  readonly signer?: Signer;
}

export function selects({ patterns, isNegated }: Selection, fits: (pattern: string) => boolean): boolean {
  return patterns.some(fits) !== isNegated;
}

/** Whether a statement is about what is asked. */
export function isAbout({ actions, resources, conditions }: PolicyStatement, question: PolicyQuestion): boolean {
  const { arn, action = INVOKE, request, signer } = question;
  return (
    // names of actions know no case, ARNs do
    selects(actions, (pattern) => matchesGlob(pattern.toLowerCase(), action.toLowerCase())) &&
    selects(resources, (pattern) => matchesGlob(pattern, arn)) &&
    conditions.every((condition) => conditionHolds(condition, request, signer))
  );
}

/** A denial beats all else; undefined when no statement says anything. */
export function combined(statements: readonly Pick<PolicyStatement, 'effect'>[]): Effect | undefined {
  const effects = statements.map(({ effect }) => effect);
  return effects.includes('Deny') ? 'Deny' : effects[0];
}
