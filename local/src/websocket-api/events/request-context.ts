import { domainNameOf } from '../../core/api-stage-model';
import { requestTime } from '../../core/request-time';
import { Exchange } from '../exchange';

/** `requestContext` of every event (W-14), and `$context` of templates (W-25). */
export function requestContext(exchange: Exchange): Record<string, unknown> {
  const { request, stage, route, connection, eventType, messageId, closure } = exchange;
  const { authorizer, identity } = connection.caller;
  return {
    routeKey: route.routeKey,
    ...(authorizer && { authorizer }),
    ...(messageId !== undefined && { messageId }),
    ...(closure && { disconnectStatusCode: closure.code, disconnectReason: closure.reason }),
    eventType,
    extendedRequestId: request.requestId,
    requestTime: requestTime(request.receivedAt),
    messageDirection: 'IN',
    stage: stage.stageName,
    connectedAt: connection.connectedAt,
    requestTimeEpoch: request.receivedAt,
    identity: {
      ...identity,
      sourceIp: connection.sourceIp,
      ...(connection.userAgent !== undefined && { userAgent: connection.userAgent }),
    },
    requestId: request.requestId,
    domainName: domainNameOf(stage),
    connectionId: connection.id,
    apiId: stage.apiId,
  };
}
