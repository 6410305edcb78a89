import { GatewayRequest } from '../../core/request';
import { newRequestId } from '../../core/request-id';
import { Connection } from '../connection';

/** A message, or the end of a connection, as something that the gateway works on and logs. */
export function socketRequest(
  method: 'MESSAGE' | 'DISCONNECT',
  { stageName, sourceIp }: Connection,
  receivedAt: number,
  body: Buffer = Buffer.alloc(0),
): GatewayRequest {
  return {
    requestId: newRequestId(),
    receivedAt,
    method,
    rawPath: `/${stageName}`,
    rawQueryString: '',
    headers: [],
    body,
    sourceIp,
    protocol: 'WebSocket',
  };
}
