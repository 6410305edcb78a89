import { doubleText } from './double-text';

/** Characters that Java's writers of texts between quotes have a short form for. */
export const ESCAPES: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '/': '\\/',
  '\\': '\\\\',
};

/**
 * A value as JSON, the way of json-smart.
 *
 * @param slash how a slash is written: `\/` in a list that is printed, `/` in the result of `$input.json`
 * @param other for what is no value of JSON
 */
export function jsonText(value: unknown, slash: '/' | '\\/', other: (value: unknown) => string = String): string {
  const text = (member: unknown): string => jsonText(member, slash, other);
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'string') return quoted(value, slash);
  if (typeof value === 'number') return doubleText(value);
  if (Array.isArray(value)) return `[${value.map(text).join(',')}]`;
  if (value instanceof Map) {
    const members = [...value].map(([name, member]) => `${quoted(String(name), slash)}:${text(member)}`);
    return `{${members.join(',')}}`;
  }
  return typeof value === 'object' ? quoted(other(value), slash) : String(value as bigint | boolean);
}

function quoted(text: string, slash: '/' | '\\/'): string {
  const escaped = text.replace(/["\\/\p{Cc}\u2000-\u20ff]/gu, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return character === '/' ? slash : (ESCAPES[character] ?? `\\u${code}`);
  });
  return `"${escaped}"`;
}
