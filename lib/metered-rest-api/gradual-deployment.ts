import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import { Alarm, IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ILambdaDeploymentConfig, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { suppressNag } from '../core/nag-suppression';

/** CodeDeploy takes no more. */
const MOST_ALARMS = 10;

/** Options of `deployGradually`. */
export interface GradualDeploymentOptions {
  /**
   * How requests move over to a new version. Give it longer than the alarms take to go off: with their defaults 3
   * minutes for errors, 5 for latency.
   *
   * @default LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES
   *
   * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
   */
  readonly config?: ILambdaDeploymentConfig;

  /**
   * Alarms that roll back as well, such as one on the errors of the alias: in the API's, a route with few requests is
   * lost among the others. With the API's at most 10.
   *
   * @default - the API's alarms on requests only
   */
  readonly alarms?: IAlarm[];
}

/** Moves the requests for an alias to its new versions little by little, and back when an alarm goes off. */
export function gradualDeployment(
  scope: Construct,
  alias: Alias,
  ofApi: Alarm[],
  options: GradualDeploymentOptions,
): LambdaDeploymentGroup {
  const id = `Rollout${alias.node.addr.slice(-8)}`;
  const alarms = [...ofApi, ...(options.alarms ?? [])];
  checkAlias(scope, id, alias);
  checkAlarms(scope, alias, alarms);
  const group = new LambdaDeploymentGroup(scope, id, {
    alias,
    alarms,
    deploymentConfig: options.config ?? LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
    autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
  });
  suppressNag(
    group.role.node.defaultChild as CfnResource,
    'AwsSolutions-IAM4',
    'AWSCodeDeployRoleForLambdaLimited is what CodeDeploy documents as least, and AWS keeps it up to date.',
  );
  return group;
}

function checkAlias(scope: Construct, id: string, alias: Alias): void {
  if (scope.node.tryFindChild(id)) {
    refuse(scope, 'the alias is deployed gradually already', alias.node.path, 'say it once');
  }
  if (Stack.of(alias) !== Stack.of(scope)) {
    const remedy = 'make function and alias in the stack of the API: alias, alarms and API refer to one another';
    refuse(scope, 'the alias is in another stack', alias.node.path, remedy);
  }
  const { version } = alias.version;
  if (!Token.isUnresolved(version) && version === '$LATEST') {
    const remedy = 'make it for a version: fn.currentVersion is a new one with each change';
    refuse(scope, 'the alias has no version to move from', version, remedy);
  }
}

function checkAlarms(scope: Construct, alias: Alias, alarms: IAlarm[]): void {
  if (alarms.length === 0) {
    const remedy = 'use Alarms.recommended(), or give alarms';
    refuse(scope, `nothing would roll ${alias.node.path} back, for there are no alarms`, [], remedy);
  }
  if (alarms.length > MOST_ALARMS) {
    const remedy = `give ${MOST_ALARMS} with the API's, or join some by a CompositeAlarm`;
    refuse(scope, `more than ${MOST_ALARMS} alarms for ${alias.node.path}`, alarms.length, remedy);
  }
}
