import { GatewayRequest, GatewayResponse } from '../core/request';
import { gatewayError } from './gateway-errors';

/** 10 MB of payload, 10,240 bytes of request line and headers. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;
const MAX_HEAD_BYTES = 10_240;

/** The refusal of a request that no route may see, undefined when it is within the limits (H-37). */
export function overLimit(request: GatewayRequest): { response: GatewayResponse; detail: string } | undefined {
  if (headBytes(request) > MAX_HEAD_BYTES) {
    return { response: gatewayError(431), detail: `request line and headers over ${MAX_HEAD_BYTES} bytes` };
  }
  if (request.body.length > MAX_BODY_BYTES) {
    return { response: gatewayError(413), detail: `body over ${MAX_BODY_BYTES} bytes` };
  }
  return undefined;
}

function headBytes({ method, rawPath, rawQueryString, protocol, headers }: GatewayRequest): number {
  const requestLine = `${method} ${rawPath}${rawQueryString && '?'}${rawQueryString} ${protocol}\r\n`;
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.byteLength(requestLine + lines.join(''), 'latin1');
}
