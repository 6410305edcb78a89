import { Function } from 'aws-cdk-lib/aws-lambda';
import { IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';

/** Which API a variable of a function names. */
const told = new WeakMap<Function, Map<string, IConstruct>>();

/** Tells a function by its environment where something of the API is. Roles and users have none. */
export function tellFunction(api: IConstruct, grantee: IGrantable, variable: string, value: string): void {
  if (!(grantee instanceof Function)) {
    return;
  }
  const variables = told.get(grantee) ?? new Map<string, IConstruct>();
  const other = variables.get(variable);
  if (other && other !== api) {
    const remedy = `${other.node.path} has it; grant this to the role of the function, and tell it by variables of yours`;
    refuse(api, `the variable ${variable} of function ${grantee.node.path} is taken`, variable, remedy);
  }
  told.set(grantee, variables.set(variable, api));
  grantee.addEnvironment(variable, value);
}
