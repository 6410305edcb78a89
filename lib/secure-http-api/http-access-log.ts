import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { IAccessLogSettings, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';

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

export function httpAccessLogSettings(logGroup: ILogGroup | undefined): IAccessLogSettings | undefined {
  return logGroup && { destination: new LogGroupLogDestination(logGroup), format: AccessLogFormat.custom(FORMAT) };
}
