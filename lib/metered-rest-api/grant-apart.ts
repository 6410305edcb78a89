import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable, Role } from 'aws-cdk-lib/aws-iam';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { apartPolicy } from '../core/apart-policy';

export interface ApartGrant {
  readonly grantee: IGrantable;
  readonly action: string;
  readonly resourceArn: string;
  /** Functions that the API calls. */
  readonly called: IFunction[];
}

/**
 * A grant by a policy that stands with the API. A function waits for the policies of its role, and the API for the
 * functions it calls: in the role itself, the API's id would make a circle. Roles of other stacks, which may refer to
 * the API in other ways, keep the statement unless the API calls their function.
 */
export function grantApart(scope: Construct, { grantee, action, resourceArn, called }: ApartGrant): Grant {
  const role = grantee.grantPrincipal;
  const isApart = role instanceof Role && (Stack.of(role) === Stack.of(scope) || called.some((fn) => fn.role === role));
  return Grant.addToPrincipal({
    grantee: isApart ? apartPolicy(scope, role) : grantee,
    actions: [action],
    resourceArns: [resourceArn],
  });
}
