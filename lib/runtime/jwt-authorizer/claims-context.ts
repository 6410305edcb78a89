import { Claims } from './claims';

export type ContextValue = string | number | boolean;

/** Names with a meaning of their own in `$context.authorizer`. */
const RESERVED = ['claims', 'principalId', 'integrationLatency'];
/** With the policy this stays under 8 KB, which is the limit for WebSocket APIs (W-7); REST names none. */
const LARGEST_CONTEXT = 2_500;
/** Claims that are there whatever else has to be left out: who it is, and until when. */
const FIRST = ['sub', 'exp'];
const NEXT = ['scope', 'scp', 'iss', 'client_id'];

/**
 * Claims as a function behind the API sees them: only plain values, lists joined by blanks.
 *
 * @param wanted claims that go before those which only may be of use
 */
export function contextOf(claims: Claims, wanted: readonly string[] = []): Record<string, ContextValue> {
  const context: Record<string, ContextValue> = {};
  let bytes = 0;
  for (const name of new Set([...FIRST, ...wanted, ...NEXT, ...Object.keys(claims)])) {
    const value = RESERVED.includes(name) || !Object.hasOwn(claims, name) ? undefined : plain(claims[name]);
    const size = value === undefined ? 0 : Buffer.byteLength(JSON.stringify([name, value]));
    if (value !== undefined && bytes + size <= LARGEST_CONTEXT) {
      context[name] = value;
      bytes += size;
    }
  }
  return context;
}

/** `1e999` is JSON, and would leave here as null, which the service takes for a fault of the authorizer. */
function plain(value: unknown): ContextValue | undefined {
  if (Array.isArray(value)) {
    const items = value.map(plain);
    return items.some((item) => item === undefined) ? undefined : items.join(' ');
  }
  const isPlain = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  return isPlain ? (value as ContextValue) : undefined;
}
