import { GatewayRequest, GatewayResponse } from '../core/request';
import { exceededLimit, MAX_BODY_BYTES, MAX_HEAD_BYTES } from '../core/request-limits';
import { gatewayError } from './gateway-errors';

/** The refusal of a request that no route may see, undefined when it is within the limits (H-37). */
export function overLimit(request: GatewayRequest): { response: GatewayResponse; detail: string } | undefined {
  switch (exceededLimit(request)) {
    case 'head':
      return { response: gatewayError(431), detail: `request line and headers over ${MAX_HEAD_BYTES} bytes` };
    case 'body':
      return { response: gatewayError(413), detail: `body over ${MAX_BODY_BYTES} bytes` };
    default:
      return undefined;
  }
}
