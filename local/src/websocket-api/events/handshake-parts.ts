import { forwardedHeaders, groupHeaders, isForwardedHeader } from '../../core/header-lines';
import { groupByName, parseQueryString } from '../../core/query-string';
import { GatewayRequest, HeaderLine } from '../../core/request';
import { newTraceId } from '../../core/trace-id';

/** Belong to the socket, or are written by the gateway. */
const DROPPED = ['connection', 'upgrade', 'keep-alive', 'x-amzn-trace-id'];

export interface HandshakeParts {
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  /** Both absent without a query string. */
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[]>>;
}

/** Headers and query string of a handshake, which exist on `$connect` only (W-11). */
export function handshakeParts(request: GatewayRequest): HandshakeParts {
  const headers = groupHeaders(eventHeaders(request));
  const query = groupByName(parseQueryString(request.rawQueryString));
  return {
    headers: lastValues(headers),
    multiValueHeaders: Object.fromEntries(headers),
    ...(query.size > 0 && {
      queryStringParameters: lastValues(query),
      multiValueQueryStringParameters: Object.fromEntries(query),
    }),
  };
}

/** In the client's spelling. A signature is for the gateway only (assumed, as on REST). */
export function eventHeaders(request: GatewayRequest): HeaderLine[] {
  const sent = request.headers.filter(
    ([name, value]) =>
      !DROPPED.includes(name.toLowerCase()) &&
      !isForwardedHeader(name) &&
      !(name.toLowerCase() === 'authorization' && value.startsWith('AWS4-HMAC-SHA256')),
  );
  return [...sent, ['X-Amzn-Trace-Id', newTraceId(request)], ...forwardedHeaders(request)];
}

function lastValues(groups: ReadonlyMap<string, readonly string[]>): Record<string, string> {
  return Object.fromEntries([...groups].map(([name, values]) => [name, values.at(-1) ?? '']));
}
