import { readJson } from '../../core/read-json';

/** Looks up `request.header.x`, `context.requestId` and so on, without the `$`. */
export type Lookup = (selection: string) => string | undefined;

/** A selection as a whole, or a text with `${...}` in it (H-75). Undefined when a whole selection has no value. */
export function mappingValue(value: string, lookup: Lookup): string | undefined {
  if (/^\$[a-zA-Z]/.test(value)) return lookup(value.slice(1));
  return value.replace(/\$\{([^}]+)\}/g, (_, selection: string) => lookup(selection.replace(/^\$/, '')) ?? '');
}

const MAX_BODY_BYTES = 100 * 1024;

/** `body` or `body.a.b[0]` of a JSON text. */
export function bodyValue(body: Buffer, path: string): string | undefined {
  if (path === 'body') return body.toString('utf8');
  if (body.length > MAX_BODY_BYTES) return undefined;
  const keys = path
    .slice('body.'.length)
    .split(/[.[\]]+/)
    .filter((key) => key !== '' && key !== '$');
  let value = readJson(body.toString('utf8'))?.value;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
