import { forwardedHeaders, isForwardedHeader, withoutHeaders } from '../../core/header-lines';
import { GatewayRequest, HeaderLine } from '../../core/request';
import { isTraceHeader, traceHeader } from '../trace-header';

/** Never reach a function (H-20). */
const DROPPED = ['connection', 'expect', 'keep-alive', 'proxy-authenticate', 'te', 'transfer-encoding', 'upgrade'];

/** The request's headers as functions see them: hop-by-hop ones gone, the gateway's own added (H-14). */
export function eventHeaders(request: GatewayRequest): HeaderLine[] {
  const sent = withoutHeaders(request.headers, DROPPED);
  const has = (name: string): boolean => sent.some(([key]) => key.toLowerCase() === name);
  return [
    ...sent.filter(([name]) => !isForwardedHeader(name) && !isTraceHeader(name)),
    ...(has('content-length') ? [] : [['content-length', String(request.body.length)] as const]),
    traceHeader(request),
    ...forwardedHeaders(request).map(([name, value]) => [name.toLowerCase(), value] as const),
  ];
}
