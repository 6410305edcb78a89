import { request } from 'node:http';

export interface CallOptions {
  readonly method?: string;
  /** Names and values in turn where order and duplicates matter. */
  readonly headers?: Record<string, string | string[]> | string[];
  readonly body?: string | Buffer;
}

export interface CallResult {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Record<string, string | string[] | undefined>;
  /** As they came over the wire. */
  readonly rawHeaders: string[];
  readonly body: string;
}

/** A plain HTTP call that leaves path and headers exactly as they are given. */
export function call(base: string, path: string, options: CallOptions = {}): Promise<CallResult> {
  const { hostname, port, pathname } = new URL(base);
  const { method = 'GET', headers = {}, body } = options;
  const prefix = pathname === '/' ? '' : pathname;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { hostname, port, method, path: prefix + path, headers, agent: false, setHost: !Array.isArray(headers) },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode!,
            headers: incoming.headers,
            rawHeaders: incoming.rawHeaders,
            body: Buffer.concat(chunks).toString('latin1'),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The event that an echoing function got. */
export async function eventOf(base: string, path: string, options?: CallOptions): Promise<Record<string, unknown>> {
  const { status, body } = await call(base, path, options);
  if (status !== 200) throw new Error(`expected an echo, got ${status} ${body}`);
  return JSON.parse(Buffer.from(body, 'latin1').toString('utf8'));
}
