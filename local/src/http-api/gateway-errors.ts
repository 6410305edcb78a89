import { GatewayResponse, HeaderLine } from '../core/request';

/** What the service itself answers (H-34 to H-40). These can't be customised on an HTTP API. */
const MESSAGES = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

export type GatewayErrorStatus = keyof typeof MESSAGES;

export function gatewayError(statusCode: GatewayErrorStatus, headers: readonly HeaderLine[] = []): GatewayResponse {
  return {
    statusCode,
    headers: [['content-type', 'application/json'], ...headers],
    body: Buffer.from(JSON.stringify({ message: MESSAGES[statusCode] })),
  };
}
