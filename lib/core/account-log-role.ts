import { CfnResource, CustomResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct, Dependable } from 'constructs';
import { ACCOUNT_ROLE_ATTRIBUTE, AccountLogRoleProperties } from '../runtime/contract/account-log-role';
import { HandlerFunction } from './handler-function';
import { suppressNag } from './nag-suppression';

/** Part of every template with a logging stage: another id would make another role. */
const ID = 'ApiGatewayAccountLogRole';

/**
 * The role by which API Gateway writes the logs of an account and Region, given to the account only where it has none.
 * REST and WebSocket stages can't log without it; make them depend on this construct.
 *
 * `AWS::ApiGateway::Account` would overwrite what another stack set, and leave everyone without logs once its role
 * goes with the stack. Here the role stays behind when the stack goes, for the account goes on using it; deleting the
 * resource changes nothing. A role the account names is left as it is even if it was deleted since, for API Gateway
 * does not tell; then give the account this role by hand:
 * `aws apigateway update-account --patch-operations op=replace,path=/cloudwatchRoleArn,value=<role ARN>`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class AccountLogRole extends Construct {
  /** The one of the scope's stack. */
  public static of(scope: Construct): AccountLogRole {
    const stack = Stack.of(scope);
    return (stack.node.tryFindChild(ID) as AccountLogRole | undefined) ?? new AccountLogRole(stack);
  }

  /** The role the account gets where it has none. */
  public readonly role: Role;

  /** ARN of the role the account uses: this one, or the one that was there. */
  public readonly accountRoleArn: string;

  private constructor(stack: Stack) {
    super(stack, ID);
    this.role = this.makeRole(stack);
    const properties: AccountLogRoleProperties = { RoleArn: this.role.roleArn };
    const resource = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::ApiGatewayAccountLogRole',
      serviceToken: this.makeHandler(stack).fn.functionArn,
      serviceTimeout: Duration.minutes(10),
      properties: { ...properties },
    });
    this.accountRoleArn = resource.getAttString(ACCOUNT_ROLE_ATTRIBUTE);
    // the rest stands behind the resource anyway: stages need not name it
    Dependable.implement(this, { dependencyRoots: [resource] });
  }

  private makeRole(stack: Stack): Role {
    const role = new Role(this, 'Role', {
      description: 'API Gateway writes the logs of this account and Region by it. Kept when its stack is deleted.',
      // no condition on the caller: the service does not say that it sends aws:SourceAccount here, and whoever makes
      // it use this role must be allowed to pass it
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      // inline, so that the policy stays with the role
      inlinePolicies: { WriteLogs: new PolicyDocument({ statements: [writeLogs(stack)] }) },
    });
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    suppressNag(
      role.node.defaultChild as CfnResource,
      'AwsSolutions-IAM5',
      'One role serves every API of the account and Region, whatever its log groups are called.',
    );
    return role;
  }

  private makeHandler(stack: Stack): HandlerFunction {
    const account = stack.formatArn({ service: 'apigateway', account: '', resource: '/account' });
    return new HandlerFunction(this, 'Handler', {
      handler: 'account-log-role',
      description: 'Gives API Gateway a role to write logs by, where the account has none',
      // waiting for IAM and for other stacks takes up to two minutes
      timeout: Duration.minutes(3),
      statements: [
        new PolicyStatement({ actions: ['apigateway:GET', 'apigateway:PATCH'], resources: [account] }),
        new PolicyStatement({ actions: ['iam:PassRole'], resources: [this.role.roleArn] }),
      ],
    });
  }
}

/** What AmazonAPIGatewayPushToCloudWatchLogs allows, in this account and Region only. The service tries it at once. */
function writeLogs(stack: Stack): PolicyStatement {
  return new PolicyStatement({
    actions: [
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogGroups',
      'logs:DescribeLogStreams',
      'logs:FilterLogEvents',
      'logs:GetLogEvents',
      'logs:PutLogEvents',
    ],
    resources: [stack.formatArn({ service: 'logs', resource: 'log-group:*' })],
  });
}
