import { Cursor } from './cursor';
import { parseMore, parseOperand } from './parse-expression';
import { PathPart, Reference } from './syntax';

const START = /\$!?(\{?)(?=[A-Za-z_])/y;
const NAME = /[A-Za-z_][\w-]*/y;

/** `$name`, `${name}`, `$!name` or `$!{name}` with its path; undefined where there is none. */
export function parseReference(cursor: Cursor): Reference | undefined {
  const from = cursor.at;
  const start = cursor.take(START);
  if (!start) return undefined;
  const root = cursor.expect(NAME, 'a name')[0];
  const path = parsePath(cursor);
  if (start[1] !== '') cursor.expect(/\}/y, '}');
  return { source: cursor.text.slice(from, cursor.at), root, path };
}

function parsePath(cursor: Cursor): PathPart[] {
  const parts: PathPart[] = [];
  for (;;) {
    if (cursor.take(/\[/y)) parts.push(parseIndex(cursor));
    else if (cursor.take(/\.(?=[A-Za-z])/y)) parts.push(parseMember(cursor));
    else return parts;
  }
}

function parseIndex(cursor: Cursor): PathPart {
  const index = parseOperand(cursor);
  cursor.expect(/\s*\]/y, ']');
  return { kind: 'index', index };
}

function parseMember(cursor: Cursor): PathPart {
  const name = cursor.expect(NAME, 'a name')[0];
  if (!cursor.take(/\(/y)) return { kind: 'property', name };
  if (cursor.take(/\s*\)/y)) return { kind: 'method', name, parameters: [] };
  const parameters = [parseOperand(cursor), ...parseMore(cursor)];
  cursor.expect(/\s*\)/y, ')');
  return { kind: 'method', name, parameters };
}
