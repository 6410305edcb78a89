import { JsonList } from './values';

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON as values of Java: whole numbers of any size, fractions with a point, members in their order. */
export function parseJson(text: string): unknown {
  // for its errors, which then name what was given
  JSON.parse(text);
  const marked = text.replace(TOKEN, (token) => (token.startsWith('"') ? `"s${token.slice(1)}` : `"n${token}"`));
  return unmarked(JSON.parse(marked));
}

/** Every text has a mark before it, and so does every number, which is a text here. */
function unmarked(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('s') ? value.slice(1) : numberOf(value.slice(1));
  if (Array.isArray(value)) return JsonList.from(value, unmarked);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([name, member]) => [name.slice(1), unmarked(member)]));
}

function numberOf(digits: string): bigint | number {
  return /^-?\d+$/.test(digits) ? BigInt(digits) : Number(digits);
}
