import { GatewayRequest, headerValue, HeaderLine } from '../core/request';
import { newTraceId } from '../core/trace-id';

/** `X-Amzn-Trace-Id`: a root of its own, or one more `Self` before what the caller sent (H-14). */
export function traceHeader(request: GatewayRequest): HeaderLine {
  const fresh = newTraceId(request);
  const sent = headerValue(request.headers, 'x-amzn-trace-id');
  const value = sent === undefined ? fresh : [fresh.replace('Root=', 'Self='), ...withoutSelf(sent)].join(';');
  return ['x-amzn-trace-id', value];
}

export function isTraceHeader(name: string): boolean {
  return name.toLowerCase() === 'x-amzn-trace-id';
}

function withoutSelf(traceId: string): string[] {
  return traceId.split(';').filter((field) => field !== '' && !/^\s*Self=/i.test(field));
}
