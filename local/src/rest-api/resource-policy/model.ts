import { PolicyStatement, Selection } from '../../authorizers/policy-statement';

/** An API's resource policy. */
export type ResourcePolicyModel = readonly ResourcePolicyStatement[];

export interface ResourcePolicyStatement extends PolicyStatement {
  /** `*`, account ids and ARNs. */
  readonly principals: Selection;
}
