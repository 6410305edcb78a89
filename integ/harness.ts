import {
  Annotations,
  App,
  AspectPriority,
  Aspects,
  CfnResource,
  Duration,
  RemovalPolicies,
  RemovalPolicy,
  Stack,
} from 'aws-cdk-lib';
import { Code, Function, FunctionOptions, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ExpectedResult, IApiCall, IDeployAssert, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { Construct, IConstruct } from 'constructs';
import { MeteredRestRoute, SecureHttpRoute } from '../lib';

/** Of the scenario, or of all that are loaded into one process. */
export const app = new App();

export interface Scenario {
  readonly stack: Stack;
  /** Calls made once the stack is deployed. */
  readonly assertions: IDeployAssert;
}

/**
 * A stack that leaves nothing behind when it goes, except the role that its account may go on using, and the test of it.
 */
export function scenario(
  name: string,
  construct: 'SecureHttpApi' | 'MeteredRestApi' | 'RealtimeWebSocketApi' = 'SecureHttpApi',
): Scenario {
  const stack = new Stack(app, `${construct}${name}`);
  RemovalPolicies.of(stack).destroy();
  Aspects.of(stack).add({ visit: keepAccountLogRole }, { priority: AspectPriority.DEFAULT });
  const test = new IntegTest(app, `${construct}${name}Test`, {
    testCases: [stack],
    // every run makes the stack anew, so that no snapshot needs to be deployed first
    stackUpdateWorkflow: false,
  });
  Aspects.of(test).add({ visit: removeSalt });
  return { stack, assertions: test.assertions };
}

/** An account that names a role which is gone writes no logs, whoever's API they are of. */
function keepAccountLogRole(node: IConstruct): void {
  if (CfnResource.isCfnResource(node) && node.node.path.endsWith('/ApiGatewayAccountLogRole/Role/Resource')) {
    node.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}

/** The time of synthesis, by which a call is repeated at each update of its stack, would change every snapshot. */
function removeSalt(node: IConstruct): void {
  if (CfnResource.isCfnResource(node) && node.cfnResourceType.startsWith('Custom::DeployAssert')) {
    node.addPropertyDeletionOverride('salt');
  }
}

/** A function with its code in the template, so that snapshots are the same in every folder. */
export function inlineFunction(
  scope: Construct,
  id: string,
  code: string,
  options: Pick<FunctionOptions, 'environment' | 'vpc'> = {},
): Function {
  return new Function(scope, id, {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline(code.trim()),
    ...options,
    timeout: Duration.seconds(20),
    logGroup: new LogGroup(scope, `${id}Log`, { retention: RetentionDays.ONE_DAY }),
  });
}

/** Acknowledges that anyone may call the route while the stack stands. */
export function meantToBePublic(route: SecureHttpRoute | MeteredRestRoute): void {
  const reason = 'nothing but the scenario is behind it';
  const construct = route instanceof MeteredRestRoute ? 'MeteredRestApi' : 'SecureHttpApi';
  Annotations.of(route).acknowledgeWarning(`cdk-apigateway-patterns:${construct}.publicRoute`, reason);
}

/**
 * Repeats a call until its result holds at least what is expected: deployments of API Gateway, policies of roles,
 * messages and log entries take a while to arrive everywhere.
 */
export function eventually(
  call: IApiCall,
  expected: Record<string, unknown>,
  patience: Duration = Duration.minutes(2),
): IApiCall {
  return call.expect(ExpectedResult.objectLike(expected)).waitForAssertions({ totalTimeout: patience });
}

/** API Gateway's permissions are named after methods of HTTP, which integ-tests does not know. */
export function readsApiGateway(call: IApiCall): IApiCall {
  call.provider.addToRolePolicy({ Effect: 'Allow', Action: 'apigateway:GET', Resource: '*' });
  return call;
}
