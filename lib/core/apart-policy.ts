import { Policy, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** A policy of a role that stands with the API, one for each role: the role's own would have to wait for the API. */
export function apartPolicy(scope: Construct, role: Role): Policy {
  const id = `Grants${role.node.addr.slice(-8)}`;
  return (scope.node.tryFindChild(id) as Policy | undefined) ?? new Policy(scope, id, { roles: [role] });
}
