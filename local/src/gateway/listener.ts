import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { Duplex } from 'node:stream';
import { Clock } from '../core/clock';
import { groupHeaders, headerLinesOf } from '../core/header-lines';
import { closeServer, listenOnLoopback } from '../core/loopback-server';
import { GatewayRequest, GatewayResponse } from '../core/request';
import { newRequestId } from '../core/request-id';
import { MAX_BODY_BYTES } from '../core/request-limits';
import { Upgrade } from '../core/upgrade';

/** Well over what the service takes, so that the service's own limit is the one that answers. */
const MAX_HEADER_BYTES = 64 * 1024;

/** Callers keep their connections, and are not told for how long: the service sends no `Keep-Alive`. */
const SERVER_OPTIONS = { maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: 0 };

/** The signal tells that the caller has gone, so that nobody waits for anything any more. */
export type RequestHandler = (request: GatewayRequest, signal: AbortSignal) => Promise<GatewayResponse>;
export type UpgradeHandler = (upgrade: Upgrade) => Promise<void>;

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on a port of its own; 0 picks a free one. Without an upgrade handler, a request for another protocol is one like
 * any other.
 */
export async function listen(
  port: number,
  clock: Clock,
  handler: RequestHandler,
  upgrade?: UpgradeHandler,
): Promise<Listener> {
  const server = createServer(SERVER_OPTIONS, (incoming, outgoing) => {
    // a caller who hangs up while sending leaves nobody to answer
    void exchange(incoming, outgoing, clock, handler).catch(() => outgoing.destroy());
  });
  const upgraded = new Set<Duplex>();
  if (upgrade) {
    server.on('upgrade', (incoming, socket, head) => {
      upgraded.add(socket);
      socket.on('close', () => upgraded.delete(socket));
      socket.on('error', () => socket.destroy());
      const request = requestOf(incoming, clock.now(), Buffer.alloc(0));
      void upgrade({ request, incoming, socket, head }).catch(() => socket.destroy());
    });
  }
  const url = await listenOnLoopback(server, port);
  return {
    port: Number(new URL(url).port),
    close: async () => {
      // a server knows its sockets no more once they speak another protocol, but waits for them
      const closed = closeServer(server);
      for (const socket of upgraded) socket.destroy();
      await closed;
    },
  };
}

async function exchange(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  clock: Clock,
  handler: RequestHandler,
): Promise<void> {
  const receivedAt = clock.now();
  const body = await readBody(incoming);
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  send(outgoing, await handler(requestOf(incoming, receivedAt, body), gone.signal));
}

function requestOf(incoming: IncomingMessage, receivedAt: number, body: Buffer): GatewayRequest {
  // a client that takes this for a proxy names the host once more
  const target = (incoming.url ?? '/').replace(/^https?:\/\/[^/?]*(?=\/)/i, '');
  const question = target.indexOf('?');
  return {
    requestId: newRequestId(),
    receivedAt,
    method: incoming.method ?? 'GET',
    rawPath: question < 0 ? target : target.slice(0, question),
    rawQueryString: question < 0 ? '' : target.slice(question + 1),
    headers: headerLinesOf(incoming.rawHeaders),
    body,
    sourceIp: (incoming.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
    protocol: `HTTP/${incoming.httpVersion}`,
  };
}

/** Keeps one byte more than allowed, which tells that there was more, and lets the rest pass by. */
async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(chunks);
}

/** Names as they are spelt first, equal names as lines of their own. */
function send(outgoing: ServerResponse, { statusCode, headers, body }: GatewayResponse): void {
  for (const [name, values] of groupHeaders(headers)) {
    outgoing.setHeader(name, values.length === 1 ? values[0]! : values);
  }
  outgoing.statusCode = statusCode;
  const hasNoBody = statusCode === 204 || statusCode === 304;
  if (!hasNoBody) outgoing.setHeader('Content-Length', body.length);
  outgoing.end(hasNoBody ? undefined : body);
}
