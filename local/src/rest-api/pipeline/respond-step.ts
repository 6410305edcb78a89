import { withHeaders } from '../../core/header-lines';
import { GatewayResponse } from '../../core/request';

/** what every answer has. */
export function respondStep(
  response: GatewayResponse,
  ids: { readonly requestId: string; readonly extendedRequestId: string },
): GatewayResponse {
  const own = [
    ['x-amzn-RequestId', ids.requestId],
    ['x-amz-apigw-id', ids.extendedRequestId],
  ] as const;
  return { ...response, headers: withHeaders(response.headers, own) };
}
