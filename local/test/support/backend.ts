import { createServer, IncomingMessage } from 'node:http';
import { closeServer, listenOnLoopback } from '../../src/core/loopback-server';

export interface BackendRequest {
  readonly method: string;
  readonly url: string;
  /** As they are spelt on the wire, lines of one name joined. */
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

export interface BackendResponse {
  readonly status?: number;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string | Buffer;
}

export interface Backend {
  readonly url: string;
  readonly host: string;
  /** The last one. */
  readonly request: BackendRequest;
  close(): Promise<void>;
}

/** A server that stands behind an HTTP integration and keeps what it was asked. */
export async function startBackend(answer: (request: BackendRequest) => BackendResponse): Promise<Backend> {
  let last: BackendRequest | undefined;
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      last = await received(incoming);
      const { status = 200, headers = {}, body = '' } = answer(last);
      outgoing.writeHead(status, { 'Content-Length': Buffer.byteLength(body), ...headers });
      outgoing.end(body);
    })();
  });
  const url = await listenOnLoopback(server);
  return {
    url,
    host: new URL(url).host,
    get request() {
      if (!last) throw new Error('nobody has asked anything');
      return last;
    },
    close: () => closeServer(server),
  };
}

async function received(incoming: IncomingMessage): Promise<BackendRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    const [name, value] = [incoming.rawHeaders[index]!, incoming.rawHeaders[index + 1]!];
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return { method: incoming.method ?? '', url: incoming.url ?? '', headers, body: Buffer.concat(chunks) };
}
