import { Duration, Stack } from 'aws-cdk-lib';
import { CfnUsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Function, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { apiGatewayArn } from '../../core/api-gateway-arn';
import { HandlerFunction } from '../../core/handler-function';
import { KEY_USAGE, KeyUsageSettings } from '../../runtime/contract/key-usage-settings';

/** The function behind usage routes: one an API. It may see which plans a key is in, and the usage of these plans. */
export class UsageHandler extends Construct {
  public static of(scope: Construct, plans: Record<string, CfnUsagePlan>): UsageHandler {
    // outside of the ids of API keys, which begin with Key
    const id = 'UsageRoute';
    return (scope.node.tryFindChild(id) as UsageHandler | undefined) ?? new UsageHandler(scope, id, plans);
  }

  public readonly fn: IFunction;

  private constructor(scope: Construct, id: string, plans: Record<string, CfnUsagePlan>) {
    super(scope, id);
    const names = Object.entries(plans).map(([tier, plan]) => [tier, plan.usagePlanName]);
    const settings: KeyUsageSettings = { plans: Object.fromEntries(names) };
    const { fn } = new HandlerFunction(this, 'Handler', {
      handler: 'key-usage',
      description: 'Tells the holder of an API key its tier, limits and usage',
      // the SDK tries again where the service is busy
      timeout: Duration.seconds(10),
      environment: { [KEY_USAGE]: Stack.of(this).toJsonString(settings) },
    });
    this.allow(fn, Object.values(plans));
    this.fn = fn;
  }

  /** Apart from the role, on which the function waits: the plans are made after the API, and the API after the function. */
  private allow(fn: Function, plans: CfnUsagePlan[]): void {
    const arn = (path: string) => apiGatewayArn(this, path);
    new Policy(this, 'ReadUsage', {
      roles: fn.role ? [fn.role] : [],
      statements: [
        new PolicyStatement({
          actions: ['apigateway:GET'],
          resources: [arn('usageplans'), ...plans.map((plan) => arn(`usageplans/${plan.ref}/usage`))],
        }),
      ],
    });
  }
}
