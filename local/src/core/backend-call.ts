import { IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { headerLinesOf, withoutHeaders } from './header-lines';
import { GatewayResponse, HeaderLine } from './request';

export interface BackendCall {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
  /** Over the whole exchange, not only while the socket is idle. */
  readonly timeoutMs: number;
}

/** No answer within the time that there is. */
export class BackendTimeout extends Error {}

/** Hop-by-hop: they belong to one connection only, as does the length of what it carries. */
const HOP_BY_HOP = [
  'connection',
  'content-length',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Calls an HTTP backend. Headers of the response are as they came, those of the connection among them. */
export function callBackend({ url, method, headers, body, timeoutMs }: BackendCall): Promise<GatewayResponse> {
  const client = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = client(url, { method, headers, agent: false });
    const timer = setTimeout(
      () => outgoing.destroy(new BackendTimeout(`no answer within the integration's ${timeoutMs} ms`)),
      timeoutMs,
    );
    outgoing.on('close', () => clearTimeout(timer));
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => readResponse(incoming).then(resolve, reject));
    outgoing.end(body);
  });
}

async function readResponse(incoming: IncomingMessage): Promise<GatewayResponse> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    statusCode: incoming.statusCode ?? 502,
    headers: headerLinesOf(incoming.rawHeaders),
    body: Buffer.concat(chunks),
  };
}

/** Without those that belong to a connection. */
export function endToEnd(lines: readonly HeaderLine[]): HeaderLine[] {
  return withoutHeaders(lines, HOP_BY_HOP);
}
