import { forwardedHeaders, isForwardedHeader } from '../../core/header-lines';
import { headerValue, HeaderLine } from '../../core/request';
import { Exchange } from '../exchange';

/** Never reach a function. */
const DROPPED = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
  'x-amzn-trace-id',
]);

/** The few that get the service's own spelling. */
const CANONICAL: Readonly<Record<string, string>> = {
  authorization: 'Authorization',
  host: 'Host',
  'user-agent': 'User-Agent',
};

/** The request's headers as functions see them: spelt as they came, the gateway's own added. */
export function eventHeaders(exchange: Exchange): HeaderLine[] {
  const { request, traceId } = exchange;
  const sent = request.headers
    .filter(([name]) => !DROPPED.has(name.toLowerCase()) && !isForwardedHeader(name))
    .filter(([name]) => name.toLowerCase() !== 'authorization' || !isSignature(exchange))
    .map(([name, value]): HeaderLine => [CANONICAL[name.toLowerCase()] ?? name, value]);
  return [...sent, ['X-Amzn-Trace-Id', traceId], ...forwardedHeaders(request)];
}

/** a signature is for the gateway only. */
function isSignature({ request, method }: Exchange): boolean {
  const authorization = headerValue(request.headers, 'authorization') ?? '';
  return method.authorization.kind === 'iam' || authorization.startsWith('AWS4-HMAC-SHA256');
}
