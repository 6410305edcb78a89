import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { IAccessLogSettings, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';

/** No header and no query string, which have tokens in handshakes, and no message. */
const FORMAT = JSON.stringify({
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  sourceIp: '$context.identity.sourceIp',
  eventType: '$context.eventType',
  routeKey: '$context.routeKey',
  status: '$context.status',
  connectionId: '$context.connectionId',
  connectedAt: '$context.connectedAt',
  messageId: '$context.messageId',
  integrationLatency: '$context.integrationLatency',
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
  errorType: '$context.error.responseType',
  errorMessage: '$context.error.message',
  authorizerStatus: '$context.authorizer.status',
  authorizerLatency: '$context.authorizer.latency',
  authorizerError: '$context.authorizer.error',
  principalId: '$context.authorizer.principalId',
  userArn: '$context.identity.userArn',
});

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html */
export function realtimeAccessLogSettings(logGroup: ILogGroup | undefined): IAccessLogSettings | undefined {
  return logGroup && { destination: new LogGroupLogDestination(logGroup), format: AccessLogFormat.custom(FORMAT) };
}
