import { domainNameOf } from '../../core/api-stage-model';
import { Exchange } from '../exchange';
import { handshakeParts } from './handshake-parts';
import { requestContext } from './request-context';
import { routeArn } from './route-arn';

/** The event of a Lambda proxy integration: CONNECT, MESSAGE or DISCONNECT (W-11 to W-14). */
export function proxyEvent(exchange: Exchange): Record<string, unknown> {
  return {
    ...eventParts(exchange),
    ...stageVariablesOf(exchange),
    requestContext: requestContext(exchange),
    ...(exchange.eventType === 'MESSAGE' && { body: exchange.request.body.toString('utf8') }),
    isBase64Encoded: false,
  };
}

/** What the authorizer function gets (W-7). */
export function authorizerEvent(exchange: Exchange): Record<string, unknown> {
  return {
    type: 'REQUEST',
    methodArn: routeArn(exchange),
    ...handshakeParts(exchange.request),
    ...stageVariablesOf(exchange),
    requestContext: requestContext(exchange),
  };
}

function eventParts(exchange: Exchange): object {
  switch (exchange.eventType) {
    case 'CONNECT':
      return handshakeParts(exchange.request);
    case 'MESSAGE':
      return {};
    case 'DISCONNECT':
      return disconnectHeaders(exchange);
  }
}

/** W-13 */
function disconnectHeaders({ stage }: Exchange): object {
  const headers = { Host: domainNameOf(stage), 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' };
  const multiValueHeaders = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return { headers, multiValueHeaders };
}

function stageVariablesOf({ stage: { stageVariables } }: Exchange): object {
  return Object.keys(stageVariables).length > 0 ? { stageVariables } : {};
}
