import { withoutHeaders } from '../core/header-lines';
import { GatewayRequest, headerValue } from '../core/request';

const HEADER = 'x-http-method-override';

/** a POST becomes what its header says. The header goes no further, unless it is mapped to the backend. */
export function withOverriddenMethod(request: GatewayRequest): GatewayRequest {
  const method = headerValue(request.headers, HEADER)?.toUpperCase();
  if (request.method !== 'POST' || !method) return request;
  return { ...request, method, headers: withoutHeaders(request.headers, [HEADER]) };
}
