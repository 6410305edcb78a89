import { GatewayRequest, GatewayResponse } from '../../core/request';
import { titleCase } from '../../core/title-case';
import { withCorsHeaders } from '../cors';
import { HttpCorsModel } from '../model';

/** Finishes what goes out, whoever made it: CORS headers (H-44, H-50), the request id (H-33), HTTP/1.1's spelling (H-32). */
export function respondStep(
  request: GatewayRequest,
  response: GatewayResponse,
  cors: HttpCorsModel | undefined,
): GatewayResponse {
  const { headers, ...rest } = cors ? withCorsHeaders(cors, request, response) : response;
  return {
    ...rest,
    headers: [...headers, ['apigw-requestid', request.requestId] as const].map(([name, value]) => [
      titleCase(name),
      value,
    ]),
  };
}
