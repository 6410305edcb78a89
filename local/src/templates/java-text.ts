/** What Java's `toString` gives, as templates print it. Null prints nothing. */
export function javaText(value: unknown): string {
  if (value === undefined || value === null) return '';
  // a list is JSON, alone or in an object
  if (Array.isArray(value)) return JSON.stringify(value);
  if (!isMap(value)) return typeof value === 'object' ? '' : String(value as string | number | boolean);
  const entries = Object.entries(value).map(([key, member]) => `${key}=${member === null ? 'null' : javaText(member)}`);
  return `{${entries.join(', ')}}`;
}

/** A Java map: an object of JSON, or one that a template wrote. */
export function isMap(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
