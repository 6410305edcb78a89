import { GatewayRequest } from './request';

/** What the service takes from a caller, whatever the kind of API. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;
export const MAX_HEAD_BYTES = 10_240;

/** Lambda takes and gives no larger payload. */
export const MAX_EVENT_BYTES = 6 * 1024 * 1024;

/** Which limit a request exceeds, if any. */
export function exceededLimit(request: GatewayRequest): 'head' | 'body' | undefined {
  if (headBytes(request) > MAX_HEAD_BYTES) return 'head';
  return request.body.length > MAX_BODY_BYTES ? 'body' : undefined;
}

function headBytes({ method, rawPath, rawQueryString, protocol, headers }: GatewayRequest): number {
  const requestLine = `${method} ${rawPath}${rawQueryString && '?'}${rawQueryString} ${protocol}\r\n`;
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.byteLength(requestLine + lines.join(''), 'latin1');
}
