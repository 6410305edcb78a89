import { domainNameOf } from '../core/api-stage-model';
import { headerValue } from '../core/request';
import { requestTime } from '../core/request-time';
import { Exchange } from './exchange';
import { requestPath } from './request-path';

/** `$context.X` of an HTTP API; undefined when there is no such variable. */
export function contextVariable(exchange: Exchange, name: string): string | undefined {
  const { request, stage, route, authorizer } = exchange;
  switch (name) {
    case 'accountId':
      return stage.accountId;
    case 'apiId':
      return stage.apiId;
    case 'domainName':
      return domainNameOf(stage);
    case 'domainPrefix':
      return stage.apiId;
    case 'extendedRequestId':
    case 'requestId':
      return request.requestId;
    case 'httpMethod':
      return request.method;
    case 'identity.sourceIp':
      return request.sourceIp;
    case 'identity.userAgent':
      return headerValue(request.headers, 'user-agent') ?? '';
    case 'path':
      return requestPath(request);
    case 'protocol':
      return request.protocol;
    case 'requestTime':
      return requestTime(request.receivedAt);
    case 'requestTimeEpoch':
      return String(request.receivedAt);
    case 'routeKey':
      return route.routeKey;
    case 'stage':
      return stage.stageName;
    case 'authorizer.principalId':
      return authorizer.principal;
    default:
      return name.startsWith('authorizer.') ? authorizerVariable(authorizer.context, name) : undefined;
  }
}

/** `authorizer.claims.sub` of a JWT, `authorizer.tenant` of a Lambda authorizer's context. */
function authorizerVariable(context: Exchange['authorizer']['context'], name: string): string | undefined {
  const [, first = '', ...rest] = name.split('.');
  const jwt = context?.jwt as { claims?: Record<string, string> } | undefined;
  if (first === 'claims') return jwt?.claims?.[rest.join('.')];
  const value = (context?.lambda as Record<string, unknown> | undefined)?.[[first, ...rest].join('.')];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
