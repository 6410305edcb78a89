import { RemovalPolicy } from 'aws-cdk-lib';
import { Stage } from 'aws-cdk-lib/aws-apigateway';
import { ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { AccountLogRole } from '../core/account-log-role';
import { ExecutionLog } from './execution-log';

export interface RestLoggingProps {
  readonly apiId: string;
  readonly stageName: string;
  readonly stage: Stage;
  readonly accessLog?: ILogGroup;
  readonly executionLog: ExecutionLog;
}

/** What must be there before the stage logs, and the group of the execution log if there is one. */
export function restLogging(scope: Construct, props: RestLoggingProps): LogGroup | undefined {
  const group = executionLogGroup(scope, props);
  if (group) {
    props.stage.node.addDependency(group);
  }
  if (group || props.accessLog) {
    props.stage.node.addDependency(AccountLogRole.of(scope));
  }
  return group;
}

/** Under the name that API Gateway would make it with (user pain 26). */
function executionLogGroup(scope: Construct, { apiId, stageName, executionLog }: RestLoggingProps) {
  const intent = executionLog._intent;
  if (intent.kind === 'disabled') {
    return undefined;
  }
  return new LogGroup(scope, 'ExecutionLog', {
    logGroupName: `API-Gateway-Execution-Logs_${apiId}/${stageName}`,
    retention: intent.options.retention ?? RetentionDays.THREE_MONTHS,
    encryptionKey: intent.options.encryptionKey,
    removalPolicy: intent.options.removalPolicy ?? RemovalPolicy.DESTROY,
  });
}
