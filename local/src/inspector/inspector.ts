import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from '../core/loopback-server';
import { RequestRecord } from '../core/request-record';
import { streamFeed } from './event-stream';
import { InspectorState } from './inspector-state';
import { readPageFiles } from './page-files';
import { RequestFeed } from './request-feed';

/** Of every answer. The page is one that nobody embeds, with nothing in it that it did not bring itself. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Shows on a page of its own what a gateway does. It can be looked at only: nothing of it changes anything. */
export class Inspector {
  private readonly feed = new RequestFeed();
  private readonly files = readPageFiles();
  private readonly server: Server;
  private address?: string;

  public constructor(private readonly state: () => Promise<InspectorState>) {
    this.server = createServer((request, response) => {
      void this.answer(request, response).catch(() => response.destroy());
    });
  }

  /** Absent while it is not open. */
  public get url(): string | undefined {
    return this.address;
  }

  public async open(port: number): Promise<void> {
    this.address = await listenOnLoopback(this.server, port);
  }

  public show(record: RequestRecord): void {
    this.feed.add(record);
  }

  public async close(): Promise<void> {
    if (this.address !== undefined) await closeServer(this.server);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (!isOwnHost(request.headers.host)) return end(response, 403);
    if (request.method !== 'GET') return end(response.setHeader('allow', 'GET'), 405);
    const path = request.url?.split('?')[0] ?? '';
    if (path === '/requests') return streamFeed(request, response, this.feed);
    if (path === '/state') {
      return send(response, 'application/json', JSON.stringify(await this.state()));
    }
    const file = this.files.get(path);
    return file ? send(response, file.type, file.content) : end(response, 404);
  }
}

/** A name that somebody else's DNS made to point here is not ours. */
function isOwnHost(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');
}

function send(response: ServerResponse, type: string, content: string | Buffer): void {
  response.setHeader('content-type', type).end(content);
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}
