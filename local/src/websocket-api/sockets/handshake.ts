import { STATUS_CODES } from 'node:http';
import { GatewayRequest, GatewayResponse, headerValue } from '../../core/request';
import { Upgrade } from '../../core/upgrade';

/** What makes a request no WebSocket handshake (RFC 6455, 4.2.1), before anything is asked about it. */
export function handshakeProblem({ method, headers }: GatewayRequest): string | undefined {
  const header = (name: string): string => headerValue(headers, name) ?? '';
  if (method !== 'GET') return 'a handshake is a GET';
  if (header('upgrade').toLowerCase() !== 'websocket') return 'an upgrade to another protocol than websocket';
  if (!/^[+/0-9A-Za-z]{22}==$/.test(header('sec-websocket-key'))) return 'no valid Sec-WebSocket-Key';
  return header('sec-websocket-version') === '13' ? undefined : 'another Sec-WebSocket-Version than 13';
}

/** Answers a handshake with anything but a WebSocket. */
export function refuseUpgrade({ socket }: Upgrade, { statusCode, headers, body }: GatewayResponse): void {
  const lines = [
    `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] ?? 'Refused'}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  socket.once('finish', () => socket.destroy());
  socket.end(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]));
}
