import { domainNameOf } from '../../core/api-stage-model';
import { groupByName, parseQueryString } from '../../core/query-string';
import { headerValue } from '../../core/request';
import { requestTime } from '../../core/request-time';
import { sortedRecord } from '../../core/sorted-record';
import { Exchange } from '../exchange';
import { requestPath } from '../request-path';
import { eventBody } from './event-body';
import { eventHeaders } from './event-headers';

/** The event of payload format 2.0 (H-10 to H-20), its keys in the service's order. Optional ones are absent, never null. */
export function event20(exchange: Exchange): Record<string, unknown> {
  const { request, stage, route, pathParameters } = exchange;
  const headers = eventHeaders(request);
  const { body, isBase64Encoded } = eventBody(request);
  const cookies = headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, value]) => splitCookies(value));
  return withoutUndefined({
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: requestPath(request),
    rawQueryString: request.rawQueryString,
    cookies: cookies.length > 0 ? cookies : undefined,
    headers: joined(headers.filter(([name]) => name.toLowerCase() !== 'cookie').map(([k, v]) => [k.toLowerCase(), v])),
    queryStringParameters: unlessEmpty(joined(parseQueryString(request.rawQueryString))),
    requestContext: requestContext(exchange),
    body,
    pathParameters: unlessEmpty(pathParameters),
    isBase64Encoded,
    stageVariables: unlessEmpty(stage.stageVariables),
  });
}

function requestContext({ request, stage, route, authorizer }: Exchange): Record<string, unknown> {
  return withoutUndefined({
    accountId: stage.accountId,
    apiId: stage.apiId,
    authorizer: authorizer.context,
    domainName: domainNameOf(stage),
    domainPrefix: stage.apiId,
    http: {
      method: request.method,
      path: requestPath(request),
      protocol: request.protocol,
      sourceIp: request.sourceIp,
      userAgent: headerValue(request.headers, 'user-agent') ?? '',
    },
    requestId: request.requestId,
    routeKey: route.routeKey,
    stage: stage.stageName,
    time: requestTime(request.receivedAt),
    timeEpoch: request.receivedAt,
  });
}

function splitCookies(header: string): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');
}

/** Duplicates joined with a comma, in order. */
function joined(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  return sortedRecord([...groupByName(pairs)].map(([name, values]) => [name, values.join(',')] as const));
}

function unlessEmpty(record: Readonly<Record<string, string>>): Record<string, string> | undefined {
  return Object.keys(record).length > 0 ? sortedRecord(Object.entries(record)) : undefined;
}

function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
