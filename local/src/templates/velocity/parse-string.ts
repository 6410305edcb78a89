import { Cursor } from './cursor';
import { parseTemplate } from './parse-template';
import { Expression } from './syntax';

const QUOTED = /"((?:[^"]|"")*)"|'((?:[^']|'')*)'/y;

/** A text in quotes; what stands in double ones is a template of its own. Doubled quotes are quotes. */
export function parseString(cursor: Cursor): Expression | undefined {
  const found = cursor.take(QUOTED);
  if (!found) return undefined;
  const [, double, single = ''] = found;
  if (double === undefined) return { kind: 'literal', value: single.replaceAll("''", "'") };
  const text = double
    .replace(/\\u([\da-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('""', '"');
  if (!/[$#]/.test(double)) return { kind: 'literal', value: text };
  // a space keeps the end of a line from being taken for that of a directive's line; it is dropped again
  const isPadded = !text.includes('##');
  return { kind: 'interpolated', body: parseTemplate(isPadded ? `${text} ` : text), isPadded };
}
