import { callAt } from '../core/alarm';
import { Clock } from '../core/clock';

const TIMEOUT_MS = 1_500;
const MAX_BYTES = 150_000;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Only TLS makes keys trustworthy, unless they come from this machine. */
export function isTrustworthy(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && LOOPBACK.test(parsed.hostname));
}

/** H-53: a JSON object from an issuer, within the service's limits. Redirects are not followed (assumed). */
export async function fetchJson(url: string, clock: Clock): Promise<Record<string, unknown>> {
  if (!isTrustworthy(url)) {
    throw new Error(`${url} is neither https nor http on loopback`);
  }
  const late = new AbortController();
  const callOff = callAt(clock, clock.now() + TIMEOUT_MS, () =>
    late.abort(new Error(`${url} did not answer within ${TIMEOUT_MS} ms`)),
  );
  try {
    return await fetchWithin(url, late.signal);
  } finally {
    callOff();
  }
}

async function fetchWithin(url: string, signal: AbortSignal): Promise<Record<string, unknown>> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'error', signal });
  const body = await readLimited(url, response);
  if (response.status !== 200) {
    throw new Error(`${url} answered ${response.status}`);
  }
  return parseObject(url, body);
}

async function readLimited(url: string, response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) {
      throw new Error(`${url} answered more than ${MAX_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseObject(url: string, text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${url} answered no JSON object`);
  }
  return value as Record<string, unknown>;
}
