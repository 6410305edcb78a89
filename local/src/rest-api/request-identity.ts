import { randomUUID } from 'node:crypto';
import { GatewayRequest, headerValue } from '../core/request';
import { newTraceId } from '../core/trace-id';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** the client's `x-amzn-RequestId`, if it is a UUID. */
export function requestIdOf({ headers }: GatewayRequest): string {
  const sent = headerValue(headers, 'x-amzn-requestid');
  return sent !== undefined && UUID.test(sent) ? sent : randomUUID();
}

/** the root of the client's trace is kept. */
export function traceIdOf(request: GatewayRequest): string {
  const [root] = /Root=1-[0-9a-f]{8}-[0-9a-f]{24}/i.exec(headerValue(request.headers, 'x-amzn-trace-id') ?? '') ?? [];
  return root ?? newTraceId(request);
}
