import { GatewayResponse } from '../core/request';

/** What the service says about a status of its own making. */
const MESSAGES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  414: 'URI Too Long',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal server error',
  502: 'Internal server error',
  504: 'Endpoint request timed out',
};

/** Names the exchange that an error is about. */
export interface ErrorIds {
  readonly connectionId: string;
  readonly requestId: string;
}

/** The frame about a message that failed; the connection stays (W-18, W-20 to W-22). */
export function errorFrame(message: string, { connectionId, requestId }: ErrorIds): string {
  // with a blank after the first colon, as the service writes it
  return `{"message": ${JSON.stringify(message)}, "connectionId":"${connectionId}", "requestId":"${requestId}"}`;
}

/** The refusal of a handshake by the gateway itself (W-4); its body is assumed to be that of a frame. */
export function refusal(statusCode: number, ids: ErrorIds, message = messageOf(statusCode)): GatewayResponse {
  return {
    statusCode,
    headers: [['Content-Type', 'application/json']],
    body: Buffer.from(errorFrame(message, ids)),
  };
}

export function messageOf(status: number): string {
  return MESSAGES[status] ?? 'Internal server error';
}
