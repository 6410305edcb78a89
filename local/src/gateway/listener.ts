import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { Clock } from '../core/clock';
import { closeServer, listenOnLoopback } from '../core/loopback-server';
import { GatewayRequest, GatewayResponse, HeaderLine } from '../core/request';
import { newRequestId } from '../core/request-id';
import { MAX_BODY_BYTES } from '../core/request-limits';

/** Well over what the service takes, so that the service's own limit is the one that answers. */
const MAX_HEADER_BYTES = 64 * 1024;

/** The signal tells that the caller has gone, so that nobody waits for anything any more. */
export type RequestHandler = (request: GatewayRequest, signal: AbortSignal) => Promise<GatewayResponse>;

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on a port of its own; 0 picks a free one. */
export async function listen(port: number, clock: Clock, handler: RequestHandler): Promise<Listener> {
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (incoming, outgoing) => {
    // a caller who hangs up while sending leaves nobody to answer
    void exchange(incoming, outgoing, clock, handler).catch(() => outgoing.destroy());
  });
  const url = await listenOnLoopback(server, port);
  return { port: Number(new URL(url).port), close: () => closeServer(server) };
}

async function exchange(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  clock: Clock,
  handler: RequestHandler,
): Promise<void> {
  const receivedAt = clock.now();
  const body = await readBody(incoming);
  const target = incoming.url ?? '/';
  const question = target.indexOf('?');
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const request: GatewayRequest = {
    requestId: newRequestId(),
    receivedAt,
    method: incoming.method ?? 'GET',
    rawPath: question < 0 ? target : target.slice(0, question),
    rawQueryString: question < 0 ? '' : target.slice(question + 1),
    headers: headerLines(incoming.rawHeaders),
    body,
    sourceIp: (incoming.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
    protocol: `HTTP/${incoming.httpVersion}`,
  };
  send(outgoing, await handler(request, gone.signal));
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

function headerLines(rawHeaders: readonly string[]): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    lines.push([rawHeaders[index]!, rawHeaders[index + 1]!]);
  }
  return lines;
}

/** Names as they are spelt first, equal names as lines of their own. */
function send(outgoing: ServerResponse, { statusCode, headers, body }: GatewayResponse): void {
  const lines = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const [name, value] of headers) {
    const earlier = lines.get(name.toLowerCase());
    if (earlier) earlier.values.push(value);
    else lines.set(name.toLowerCase(), { name, values: [value] });
  }
  for (const { name, values } of lines.values()) outgoing.setHeader(name, values.length === 1 ? values[0]! : values);
  outgoing.statusCode = statusCode;
  const hasNoBody = statusCode === 204 || statusCode === 304;
  if (!hasNoBody) outgoing.setHeader('Content-Length', body.length);
  outgoing.end(hasNoBody ? undefined : body);
}
