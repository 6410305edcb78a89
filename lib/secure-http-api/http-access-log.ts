import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { IAccessLogSettings, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { warn } from '../core/warnings';
import { AccessLog } from '../shared/access-log';

/** No header, query string or body; `path` holds no query string. */
const FORMAT = JSON.stringify({
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  sourceIp: '$context.identity.sourceIp',
  routeKey: '$context.routeKey',
  method: '$context.httpMethod',
  path: '$context.path',
  protocol: '$context.protocol',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
  errorType: '$context.error.responseType',
  errorMessage: '$context.error.message',
  authorizerError: '$context.authorizer.error',
  subject: '$context.authorizer.claims.sub',
  principalId: '$context.authorizer.principalId',
  userArn: '$context.identity.userArn',
});

/** Where the access log goes, if anywhere. */
export function httpAccessLogGroup(scope: Construct, accessLog: AccessLog): ILogGroup | undefined {
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

export function httpAccessLogSettings(logGroup: ILogGroup | undefined): IAccessLogSettings | undefined {
  return logGroup && { destination: new LogGroupLogDestination(logGroup), format: AccessLogFormat.custom(FORMAT) };
}
