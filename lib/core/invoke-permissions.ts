import { Stack, Token } from 'aws-cdk-lib';
import { CfnPermission, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct, Dependable } from 'constructs';
import { warn } from './warnings';

/**
 * One invoke permission per function and API, however many routes and authorizers use the function. It stands in the
 * API's stack, so that a function in another stack makes no cyclic reference.
 *
 * What makes the API call a function depends on this: a route that moves to another function would otherwise answer 500
 * until the permission is there.
 */
export class InvokePermissions {
  private readonly functions = new Set<IFunction>();
  private readonly made: CfnPermission[] = [];

  /** @param sourceArn must cover routes, `$default` and authorizers: `...:{api}/*` does (rules H-71, H-80) */
  public constructor(
    private readonly scope: Construct,
    private readonly sourceArn: string,
  ) {
    const made = this.made;
    Dependable.implement(this, {
      get dependencyRoots() {
        return made;
      },
    });
  }

  /** Whether the API invokes a function. */
  public has(fn: IFunction): boolean {
    return this.functions.has(fn);
  }

  /** The permission, unless it can't be given here. */
  public allow(fn: IFunction): CfnPermission[] {
    this.functions.add(fn);
    if (this.belongsToAnotherAccount(fn)) {
      warn(
        this.scope,
        'foreignFunction',
        `function ${fn.node.path} belongs to another account, where this stack can't add a permission; ` +
          `there, allow lambda:InvokeFunction for apigateway.amazonaws.com with source ARN ${this.sourceArn}`,
      );
      return [];
    }
    const id = `Invoke${fn.node.addr.slice(-8)}`;
    return [(this.scope.node.tryFindChild(id) as CfnPermission | undefined) ?? this.make(id, fn)];
  }

  private make(id: string, fn: IFunction): CfnPermission {
    const permission = new CfnPermission(this.scope, id, {
      action: 'lambda:InvokeFunction',
      functionName: fn.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: this.sourceArn,
    });
    this.made.push(permission);
    return permission;
  }

  /** Functions that were allowed. */
  public get allowed(): IFunction[] {
    return [...this.functions];
  }

  private belongsToAnotherAccount(fn: IFunction): boolean {
    const own = Stack.of(this.scope).account;
    return !Token.isUnresolved(own) && !Token.isUnresolved(fn.env.account) && fn.env.account !== own;
  }
}
