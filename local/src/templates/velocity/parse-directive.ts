import { Cursor } from './cursor';
import { parseExpression, parseOperand } from './parse-expression';
import { parseReference } from './parse-reference';
import { parseBlock } from './parse-template';
import { Block, Branch, Statement } from './syntax';
import { UnsupportedDirective } from './unsupported-directive';

const END = /#(?:end(?![\w@])|\{end\})/y;
const ELSE = /#(?:else(?![\w@])|\{else\})/y;
const ELSEIF = /#(?:elseif(?![\w@])|\{elseif\})/y;
const OPEN = /\s*\(/y;

/** A directive, of which the name is read; `#fff` and the like are text. */
export function parseDirective(cursor: Cursor, name: string, source: string): Statement {
  switch (name) {
    case 'if':
      return parseIf(cursor);
    case 'foreach':
      return parseForeach(cursor);
    case 'define':
      return parseDefine(cursor);
    case 'break':
      return { kind: 'break', ...(cursor.take(OPEN) && { scope: parseArgument(cursor) }) };
    case 'stop':
      if (cursor.take(OPEN)) parseArgument(cursor);
      return { kind: 'stop' };
    default:
      if (cursor.see(OPEN) || name === 'macro') throw new UnsupportedDirective(name);
      return { kind: 'text', text: source };
  }
}

function parseIf(cursor: Cursor): Statement {
  const branches: Branch[] = [parseCondition(cursor)];
  while (cursor.take(ELSEIF)) branches.push(parseCondition(cursor));
  if (cursor.take(ELSE)) {
    cursor.skipLineEnd();
    branches.push({ body: parseBlock(cursor) });
  }
  parseEnd(cursor, '#if');
  return { kind: 'if', branches };
}

function parseCondition(cursor: Cursor): Branch {
  cursor.expect(OPEN, '(');
  const condition = parseExpression(cursor);
  parseClose(cursor);
  return { condition, body: parseBlock(cursor) };
}

function parseForeach(cursor: Cursor): Statement {
  cursor.expect(/\s*\(\s*/y, '(');
  const variable = parseVariable(cursor, '#foreach');
  // any word will do
  cursor.expect(/\s*[A-Za-z_@][\w@]*\s*/y, 'in');
  const items = parseOperand(cursor);
  parseClose(cursor);
  return { kind: 'foreach', variable, items, body: parseBody(cursor, '#foreach') };
}

function parseDefine(cursor: Cursor): Statement {
  cursor.expect(/\s*\(\s*/y, '(');
  const name = parseVariable(cursor, '#define');
  parseClose(cursor);
  return { kind: 'define', name, body: parseBody(cursor, '#define') };
}

function parseVariable(cursor: Cursor, directive: string): string {
  return (parseReference(cursor) ?? cursor.fail(`${directive} names a variable`)).root;
}

function parseArgument(cursor: Cursor): ReturnType<typeof parseOperand> {
  const argument = parseOperand(cursor);
  parseClose(cursor);
  return argument;
}

function parseBody(cursor: Cursor, directive: string): Block {
  const body = parseBlock(cursor);
  parseEnd(cursor, directive);
  return body;
}

function parseClose(cursor: Cursor): void {
  cursor.expect(/\s*\)/y, ')');
  cursor.skipLineEnd();
}

function parseEnd(cursor: Cursor, directive: string): void {
  cursor.expect(END, `#end of ${directive}`);
  cursor.skipLineEnd();
}
