import { domainNameOf } from '../../core/api-stage-model';
import { groupByName, parseQueryString } from '../../core/query-string';
import { headerValue } from '../../core/request';
import { requestTime } from '../../core/request-time';
import { sortedRecord } from '../../core/sorted-record';
import { titleCase } from '../../core/title-case';
import { Caller, Exchange } from '../exchange';
import { requestPath } from '../request-path';
import { parseRouteKey } from '../route-key';
import { eventBody } from './event-body';
import { eventHeaders } from './event-headers';

/** The event of payload format 1.0 (H-21 to H-23). What is missing is null. */
export function event10(exchange: Exchange): Record<string, unknown> {
  const { request, stage, pathParameters } = exchange;
  const headers = groupByName(eventHeaders(request).map(([name, value]) => [titleCase(name), value]));
  const query = groupByName(parseQueryString(request.rawQueryString));
  const { body = null, isBase64Encoded } = eventBody(request);
  return {
    version: '1.0',
    resource: resourceOf(exchange),
    path: request.rawPath,
    httpMethod: request.method,
    headers: lastValues(headers),
    multiValueHeaders: sortedRecord(headers),
    queryStringParameters: nullIfEmpty(lastValues(query)),
    multiValueQueryStringParameters: nullIfEmpty(sortedRecord(query)),
    requestContext: requestContext(exchange),
    pathParameters: nullIfEmpty(sortedRecord(Object.entries(pathParameters))),
    stageVariables: nullIfEmpty(sortedRecord(Object.entries(stage.stageVariables))),
    body,
    isBase64Encoded,
  };
}

function requestContext(exchange: Exchange): Record<string, unknown> {
  const { request, stage, route, authorizer } = exchange;
  const authorizerContext = authorizerOf(authorizer);
  return {
    accountId: stage.accountId,
    apiId: stage.apiId,
    ...(authorizerContext && { authorizer: authorizerContext }),
    domainName: domainNameOf(stage),
    domainPrefix: stage.apiId,
    extendedRequestId: request.requestId,
    httpMethod: request.method,
    identity: identity(exchange),
    path: requestPath(request),
    protocol: request.protocol,
    requestId: request.requestId,
    requestTime: requestTime(request.receivedAt),
    requestTimeEpoch: request.receivedAt,
    resourceId: route.routeKey,
    resourcePath: resourceOf(exchange),
    stage: stage.stageName,
  };
}

/** A Lambda authorizer's context lies flat beside `principalId` (H-70); IAM is in `identity`. */
function authorizerOf({ context, principal }: Caller): object | undefined {
  if (context?.jwt) return context.jwt as object;
  if (context?.lambda) return { ...(context.lambda as object), principalId: principal };
  return undefined;
}

interface IamContext {
  readonly accessKey?: string;
  readonly accountId?: string;
  readonly callerId?: string;
  readonly principalOrgId?: string;
  readonly userArn?: string;
  readonly userId?: string;
}

function identity({ request, authorizer }: Exchange): Record<string, unknown> {
  const iam = (authorizer.context?.iam ?? {}) as IamContext;
  return {
    accessKey: iam.accessKey ?? null,
    accountId: iam.accountId ?? null,
    caller: iam.callerId ?? null,
    cognitoAmr: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: iam.principalOrgId ?? null,
    sourceIp: request.sourceIp,
    user: iam.userId ?? null,
    userAgent: headerValue(request.headers, 'user-agent') ?? '',
    userArn: iam.userArn ?? null,
  };
}

/** The route's path; of `$default` the key itself. */
function resourceOf({ route }: Exchange): string {
  const key = parseRouteKey(route.routeKey);
  return 'kind' in key && key.kind === 'path' ? key.path : route.routeKey;
}

function lastValues(groups: ReadonlyMap<string, string[]>): Record<string, string> {
  return sortedRecord([...groups].map(([name, values]) => [name, values.at(-1) ?? ''] as const));
}

function nullIfEmpty<T extends object>(record: T): T | null {
  return Object.keys(record).length > 0 ? record : null;
}
