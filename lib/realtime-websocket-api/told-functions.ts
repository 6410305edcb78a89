import { Stack } from 'aws-cdk-lib';
import { IGrantable, Role } from 'aws-cdk-lib/aws-iam';
import { Function, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { apartPolicy } from '../core/apart-policy';
import { refuse } from '../core/errors';
import { ownFunction } from '../core/own-function';

/** Which API a variable of a function names. */
const owners = new WeakMap<Function, Map<string, Construct>>();

/** Functions that an API tells where something of it is. */
export class ToldFunctions {
  private readonly told = new Map<Function, string>();

  /** @param called functions that the API calls */
  public constructor(
    private readonly api: Construct,
    private readonly called: () => IFunction[],
  ) {}

  /** Tells a function by its environment. Roles and users have none. */
  public tell(grantee: IGrantable, variable: string, value: string): void {
    const fn = ownFunction(grantee);
    if (fn) {
      this.told.set(fn, variable);
      this.check();
      this.own(fn, variable);
      fn.addEnvironment(variable, value);
    }
  }

  /** Refuses functions of other stacks that are told and called: each stack would have to be deployed before the other. */
  public check(): void {
    const called = this.called().map(ownFunction);
    for (const [fn, variable] of this.told) {
      if (this.isElsewhere(fn) && called.includes(fn)) {
        const problem = `function ${fn.node.path} of another stack is called by this API, so that it can't be told where the API is`;
        const remedy = 'put it into the stack of the API, or grant this to its role and tell it in another way';
        refuse(this.api, problem, variable, remedy);
      }
    }
  }

  /** Who takes the statements of a grant: with the API, where those of a function's role would make the same circle. */
  public granteeFor(grantee: IGrantable): IGrantable {
    const role = grantee.grantPrincipal;
    const isCalled = this.called().some((fn) => fn.role === role);
    return role instanceof Role && isCalled && this.isElsewhere(role) ? apartPolicy(this.api, role) : grantee;
  }

  private isElsewhere(construct: Construct): boolean {
    return Stack.of(construct) !== Stack.of(this.api);
  }

  private own(fn: Function, variable: string): void {
    const variables = owners.get(fn) ?? new Map<string, Construct>();
    const other = variables.get(variable);
    if (other && other !== this.api) {
      const remedy = `${other.node.path} has it; grant this to the role of the function, and tell it by variables of yours`;
      refuse(this.api, `the variable ${variable} of function ${fn.node.path} is taken`, variable, remedy);
    }
    owners.set(fn, variables.set(variable, this.api));
  }
}
