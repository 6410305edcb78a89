import { JsonList } from './values';

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON as values of Java: whole numbers of any size, fractions with a point, members in their order. */
export function parseJson(text: string): unknown {
  checkJson(text);
  const marked = text.replace(TOKEN, (token) => (token.startsWith('"') ? `"s${token.slice(1)}` : `"n${token}"`));
  return unmarked(JSON.parse(marked));
}

/** Throws before anything is marked. Node's own message would quote the text, which may be a body. */
function checkJson(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new SyntaxError('the text is no JSON');
  }
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
