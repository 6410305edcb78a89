import { randomUUID } from 'node:crypto';
import { GatewayRequest, headerValue, HeaderLine } from '../core/request';
import { completeTraceId, newTraceId } from '../core/trace-id';
import { Visit } from './exchange';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** the client's `x-amzn-RequestId`, if it is a UUID. */
export function requestIdOf({ headers }: GatewayRequest): string {
  const sent = headerValue(headers, 'x-amzn-requestid');
  return sent !== undefined && UUID.test(sent) ? sent : randomUUID();
}

/** the client's trace is kept, with its parent and all. */
export function traceIdOf(request: GatewayRequest): string {
  const sent = headerValue(request.headers, 'x-amzn-trace-id') ?? '';
  return /(?:^|;)Root=1-[0-9a-f]{8}-[0-9a-f]{24}/i.test(sent) ? sent : newTraceId(request);
}

/** what the caller is told of the trace. */
export function traceHeader({ request, traceId }: Visit): HeaderLine {
  return ['X-Amzn-Trace-Id', completeTraceId(traceId, request)];
}
