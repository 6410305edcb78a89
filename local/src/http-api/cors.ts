import { GatewayRequest, GatewayResponse, HeaderLine, headerValue } from '../core/request';
import { HttpCorsModel } from './model';

/** H-42: without the method it asks for, an OPTIONS request is an ordinary one. */
export function isPreflight(request: GatewayRequest): boolean {
  return (
    request.method === 'OPTIONS' &&
    headerValue(request.headers, 'origin') !== undefined &&
    headerValue(request.headers, 'access-control-request-method') !== undefined
  );
}

/** 204 whoever asks; an origin that is not allowed learns nothing more (H-43, H-46). */
export function preflightResponse(cors: HttpCorsModel, request: GatewayRequest): GatewayResponse {
  const origin = originHeaders(cors, request);
  if (origin.length === 0) return { statusCode: 204, headers: [], body: Buffer.alloc(0) };
  return {
    statusCode: 204,
    headers: [
      ...origin,
      ...listHeader('access-control-allow-methods', cors.allowMethods),
      ...listHeader('access-control-allow-headers', cors.allowHeaders),
      ...(cors.maxAgeSeconds === undefined ? [] : [['access-control-max-age', String(cors.maxAgeSeconds)] as const]),
    ],
    body: Buffer.alloc(0),
  };
}

/** The gateway's CORS headers in place of the integration's (H-41, H-44, H-50). */
export function withCorsHeaders(
  cors: HttpCorsModel,
  request: GatewayRequest,
  response: GatewayResponse,
): GatewayResponse {
  const others = response.headers.filter(([name]) => !name.toLowerCase().startsWith('access-control-'));
  const origin = originHeaders(cors, request);
  const expose = origin.length > 0 ? listHeader('access-control-expose-headers', cors.exposeHeaders) : [];
  return { ...response, headers: [...others, ...origin, ...expose] };
}

export function isAllowedOrigin(cors: HttpCorsModel, origin: string): boolean {
  return cors.allowOrigins.some(
    (allowed) =>
      allowed === '*' ||
      allowed === origin ||
      // H-47: the only patterns that the service has
      (allowed === 'https://*' && origin.startsWith('https://')) ||
      (allowed === 'http://*' && origin.startsWith('http://')),
  );
}

/** Empty for a request without an origin or from one that is not allowed (H-45, H-46). */
function originHeaders(cors: HttpCorsModel, request: GatewayRequest): HeaderLine[] {
  const origin = headerValue(request.headers, 'origin');
  if (origin === undefined || !isAllowedOrigin(cors, origin)) return [];
  const credentials: HeaderLine[] = cors.allowCredentials ? [['access-control-allow-credentials', 'true']] : [];
  if (cors.allowOrigins.includes('*')) return [['access-control-allow-origin', '*'], ...credentials];
  return [['access-control-allow-origin', origin], ['vary', 'origin'], ...credentials];
}

function listHeader(name: string, values: readonly string[]): HeaderLine[] {
  return values.length > 0 ? [[name, values.join(',')]] : [];
}
