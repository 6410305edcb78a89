import { GatewayRequest, GatewayResponse } from '../../core/request';
import { withCorsHeaders } from '../cors';
import { HttpCorsModel } from '../model';

/** Finishes what goes out, whoever made it: CORS headers (H-44, H-50) and the request id (H-33). */
export function respondStep(
  request: GatewayRequest,
  response: GatewayResponse,
  cors: HttpCorsModel | undefined,
): GatewayResponse {
  const { headers, ...rest } = cors ? withCorsHeaders(cors, request, response) : response;
  return { ...rest, headers: [...headers, ['apigw-requestid', request.requestId]] };
}
