/** An API's resource policy, in the parts of the policy language that are evaluated here. */
export type ResourcePolicyModel = readonly PolicyStatement[];

export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  /** `*`, account ids and ARNs. */
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  /** Complete ARNs, with wildcards. */
  readonly resources: readonly string[];
  /** All of them must hold. */
  readonly conditions: readonly IpCondition[];
}

/** On the caller's address: in one of the ranges, or in none of them. */
export interface IpCondition {
  readonly isNegated: boolean;
  readonly ranges: readonly string[];
}
