import { ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { AccessLog } from '../shared/access-log';
import { warn } from './warnings';

/** Where the access log goes, if anywhere. */
export function accessLogGroup(scope: Construct, accessLog: AccessLog): ILogGroup | undefined {
  const intent = accessLog._intent;
  switch (intent.kind) {
    case 'disabled':
      warn(scope, 'accessLogDisabled', 'without an access log nobody can tell who called; use AccessLog.json()');
      return undefined;
    case 'toLogGroup':
      return intent.logGroup;
    case 'json':
      return new LogGroup(scope, 'AccessLog', {
        retention: intent.options.retention ?? RetentionDays.THREE_MONTHS,
        encryptionKey: intent.options.encryptionKey,
        removalPolicy: intent.options.removalPolicy,
      });
  }
}
