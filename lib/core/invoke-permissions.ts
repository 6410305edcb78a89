import { Stack, Token } from 'aws-cdk-lib';
import { CfnPermission, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { warn } from './warnings';

/**
 * One invoke permission per function and API, however many routes and authorizers use the function. It stands in the
 * API's stack, so that a function in another stack makes no cyclic reference.
 */
export class InvokePermissions {
  private readonly functions = new Set<IFunction>();

  /** @param sourceArn must cover routes, `$default` and authorizers: `...:{api}/*` does (rules H-71, H-80) */
  public constructor(
    private readonly scope: Construct,
    private readonly sourceArn: string,
  ) {}

  /** Whether the API invokes a function. */
  public has(fn: IFunction): boolean {
    return this.functions.has(fn);
  }

  public allow(fn: IFunction): void {
    this.functions.add(fn);
    if (this.belongsToAnotherAccount(fn)) {
      warn(
        this.scope,
        'foreignFunction',
        `function ${fn.node.path} belongs to another account, where this stack can't add a permission; ` +
          `there, allow lambda:InvokeFunction for apigateway.amazonaws.com with source ARN ${this.sourceArn}`,
      );
      return;
    }
    const id = `Invoke${fn.node.addr.slice(-8)}`;
    if (!this.scope.node.tryFindChild(id)) {
      new CfnPermission(this.scope, id, {
        action: 'lambda:InvokeFunction',
        functionName: fn.functionArn,
        principal: 'apigateway.amazonaws.com',
        sourceArn: this.sourceArn,
      });
    }
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
