import { domainNameOf } from '../../core/api-stage-model';
import { groupHeaders } from '../../core/header-lines';
import { groupByName, parseQueryString } from '../../core/query-string';
import { headerValue } from '../../core/request';
import { requestTime } from '../../core/request-time';
import { isBinary } from '../binary-types';
import { identityOf } from '../caller-identity';
import { Caller, Exchange } from '../exchange';
import { eventHeaders } from './event-headers';

/** The event of a Lambda proxy integration. What is missing is null. */
export function proxyEvent(exchange: Exchange): Record<string, unknown> {
  const { request, stage } = exchange;
  const isBase64Encoded =
    request.body.length > 0 && isBinary(stage.binaryMediaTypes, headerValue(request.headers, 'content-type'));
  return {
    ...requestEvent(exchange),
    body: request.body.length === 0 ? null : request.body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  };
}

/** All of it but the body: what authorizers get, too. */
export function requestEvent(exchange: Exchange): Record<string, unknown> {
  const { request, stage, method, pathParameters } = exchange;
  const headers = sortedByName(groupHeaders(eventHeaders(exchange)));
  const query = groupByName(queryParameters(request.rawQueryString));
  return {
    resource: method.resourcePath,
    path: exchange.path,
    httpMethod: request.method,
    headers: lastValues(headers),
    multiValueHeaders: Object.fromEntries(headers),
    queryStringParameters: nullIfEmpty(lastValues(query)),
    multiValueQueryStringParameters: nullIfEmpty(Object.fromEntries(query)),
    pathParameters: nullIfEmpty(pathParameters),
    stageVariables: nullIfEmpty(stage.stageVariables),
    requestContext: requestContext(exchange),
  };
}

/** A semicolon separates parameters, too. */
export function queryParameters(rawQueryString: string): [name: string, value: string][] {
  return parseQueryString(rawQueryString.replaceAll(';', '&'));
}

/** R-17, in the order of the samples in the Lambda developer guide. */
function requestContext(exchange: Exchange): Record<string, unknown> {
  const { request, stage, method, caller } = exchange;
  return {
    resourceId: method.resourceId,
    ...(caller.authorizer && { authorizer: authorizerOf(caller) }),
    resourcePath: method.resourcePath,
    ...(method.operationName !== undefined && { operationName: method.operationName }),
    httpMethod: request.method,
    extendedRequestId: request.requestId,
    requestTime: requestTime(request.receivedAt),
    path: `/${stage.stageName}${exchange.sentPath}`,
    accountId: stage.accountId,
    protocol: request.protocol,
    stage: stage.stageName,
    domainPrefix: stage.apiId,
    requestTimeEpoch: request.receivedAt,
    requestId: exchange.requestId,
    identity: identityOf(exchange),
    domainName: domainNameOf(stage),
    deploymentId: stage.deploymentId,
    apiId: stage.apiId,
    ...(stage.isCanary !== undefined && { isCanaryRequest: stage.isCanary }),
  };
}

/** Each entry of a Lambda authorizer's context as text, beside the principal. */
function authorizerOf({ authorizer = {}, principal }: Caller): Record<string, unknown> {
  if ('claims' in authorizer) return authorizer;
  const entries = Object.entries(authorizer).map(([name, value]) => [name, String(value)]);
  return { principalId: principal, integrationLatency: 0, ...Object.fromEntries(entries) };
}

function lastValues(groups: ReadonlyMap<string, string[]>): Record<string, string> {
  return Object.fromEntries([...groups].map(([name, values]) => [name, values.at(-1) ?? '']));
}

/** In the order that events of the service have, which is that of the names whatever their case. */
function sortedByName(groups: ReadonlyMap<string, string[]>): ReadonlyMap<string, string[]> {
  const key = ([name]: readonly [string, unknown]): string => name.toLowerCase();
  return new Map([...groups].sort((a, b) => (key(a) < key(b) ? -1 : 1)));
}

function nullIfEmpty<T extends object>(record: T): T | null {
  return Object.keys(record).length > 0 ? record : null;
}
