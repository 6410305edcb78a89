import { once } from 'node:events';
import { get as getHttp, IncomingMessage, RequestOptions } from 'node:http';
import { get as getHttps } from 'node:https';

/** Those of HTTP APIs' JWT authorizers (H-53). */
const TIMEOUT_MS = 1_500;
const MAX_BYTES = 150_000;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export function isLoopbackHttp(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed?.protocol === 'http:' && LOOPBACK.test(parsed.hostname);
}

/** A JSON object from an issuer. Redirects are not followed, to whatever protocol. Errors name the URL and what failed. */
export async function fetchJson(url: string): Promise<Record<string, unknown>> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const text = await fetchText(url, signal).catch((error: NodeJS.ErrnoException) => {
    const reason = signal.aborted ? `no answer in ${TIMEOUT_MS} ms` : (error.code ?? error.message);
    throw new Error(`${url}: ${reason}`);
  });
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${url}: no JSON object`);
  }
  return value as Record<string, unknown>;
}

async function fetchText(url: string, signal: AbortSignal): Promise<string> {
  if (!url.startsWith('https:') && !isLoopbackHttp(url)) {
    throw new Error('not https');
  }
  // a connection of its own: one kept from before the function was frozen may be dead
  const options: RequestOptions = { agent: false, headers: { accept: 'application/json' }, signal };
  const request = url.startsWith('https:') ? getHttps(url, options) : getHttp(url, options);
  // once the response has begun it reports errors itself; one without a listener would end the process
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) {
    request.destroy();
    throw new Error(`answered ${response.statusCode}`);
  }
  return readLimited(response);
}

async function readLimited(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) {
      throw new Error(`more than ${MAX_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** What does not parse is not repeated in the error. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
