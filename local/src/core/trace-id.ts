import { GatewayRequest } from './request';

/** Made of the request's own time and id, so that it is stable in a test with its own clock. */
export function newTraceId({ receivedAt, requestId }: GatewayRequest): string {
  const seconds = Math.floor(receivedAt / 1000)
    .toString(16)
    .padStart(8, '0');
  const unique = Buffer.from(requestId).toString('hex').padEnd(24, '0').slice(0, 24);
  return `Root=1-${seconds}-${unique}`;
}

/** A trace with a parent and a decision on sampling: the caller's own ones, or else ones of the gateway. */
export function completeTraceId(traceId: string, { requestId }: GatewayRequest): string {
  const hasParent = /(?:^|;)Parent=/i.test(traceId);
  const parent = hasParent ? '' : `;Parent=${Buffer.from(requestId.slice(-8)).toString('hex')}`;
  const sampled = /(?:^|;)Sampled=/i.test(traceId) ? '' : `;Sampled=${hasParent ? '1' : '0'}`;
  return `${traceId}${parent}${sampled}`;
}
