import { Cursor } from './cursor';
import { parseDirective } from './parse-directive';
import { parseExpression } from './parse-expression';
import { parseReference } from './parse-reference';
import { Block, Statement } from './syntax';

/** A backslash is an escape only before these (and before references). */
const DIRECTIVES = /^(if|elseif|else|end|set|foreach|define|break|stop|macro|parse|include|evaluate|literal)$/;
/** A line of its own that only assigns leaves nothing: neither its indentation nor its end. */
const SET = /[ \t]*#(?:set|\{set\})[ \t]*\(/y;
const DIRECTIVE_NAME = /#(?:([A-Za-z_@][\w@]*)|\{([A-Za-z_]\w*)\})/y;
const COMMENTS = [/##[^\r\n]*(?:\r\n|[\r\n])?/y, /#\*[^]*?\*#/y];
const RAW = /#\[\[([^]*?)\]\]#/y;

/** Parses a mapping template as Velocity 1.7 does; throws a SyntaxError. */
export function parseTemplate(template: string): Block {
  const cursor = new Cursor(template);
  const block = parseBlock(cursor);
  return cursor.isAtEnd ? block : cursor.fail(`${cursor.see(DIRECTIVE_NAME)?.[0]} without a beginning`);
}

/** Statements up to an `#else`, `#elseif` or `#end` that is not theirs, or to the end. */
export function parseBlock(cursor: Cursor): Block {
  const statements: Statement[] = [];
  while (!cursor.isAtEnd) {
    const name = cursor.see(DIRECTIVE_NAME);
    if (/^(else|elseif|end)$/.test(name?.[1] ?? name?.[2] ?? '')) break;
    statements.push(...parseStatement(cursor));
    if (cursor.see(/\[/y) && isBehindReference(statements)) cursor.fail('[ between #set and a reference before it');
  }
  return statements;
}

function parseStatement(cursor: Cursor): Statement[] {
  if (cursor.take(SET)) return [parseSet(cursor)];
  const text = cursor.take(/[^$#\\]+/y);
  if (text) return [{ kind: 'text', text: text[0] }];
  const backslashes = cursor.take(/\\+/y)?.[0] ?? '';
  if (cursor.see(/\$/y)) return parsePrinted(cursor, backslashes);
  if (backslashes !== '') return [{ kind: 'text', text: escapedDirective(cursor, backslashes) }];
  if (COMMENTS.some((comment) => cursor.take(comment))) return [];
  if (cursor.see(/#\*|#\[\[(?![^]*\]\]#)/y)) cursor.fail('what begins here has no end');
  const raw = cursor.take(RAW);
  if (raw) return [{ kind: 'text', text: raw[1] ?? '' }];
  const name = cursor.take(DIRECTIVE_NAME);
  return [name ? parseDirective(cursor, name[1] ?? name[2] ?? '', name[0]) : sign(cursor, /#/y)];
}

function parseSet(cursor: Cursor): Statement {
  cursor.take(/\s*/y);
  const target = parseReference(cursor) ?? cursor.fail('#set assigns to a reference');
  cursor.expect(/\s*=/y, '=');
  const value = parseExpression(cursor);
  cursor.expect(/\)/y, ')');
  cursor.skipLineEnd();
  return { kind: 'set', target, value };
}

function parsePrinted(cursor: Cursor, backslashes: string): Statement[] {
  const reference = parseReference(cursor);
  // a brace that would end with it is taken for its own
  if (reference && !reference.source.endsWith('}') && cursor.see(/\{(?:\\*\$!?)?[A-Za-z_]/y)) {
    cursor.fail(`{ behind ${reference.source}: write it as ${reference.source.replace('$', '${')}}`);
  }
  if (reference) return [{ kind: 'print', reference, backslashes: backslashes.length }];
  return [{ kind: 'text', text: backslashes }, sign(cursor, /\$!?/y)];
}

/** Velocity takes a bracket for an index of the last reference, though an assignment stands between them. */
function isBehindReference(statements: readonly Statement[]): boolean {
  const other = statements.filter(({ kind }) => kind !== 'set').at(-1);
  return statements.at(-1)?.kind === 'set' && other?.kind === 'print';
}

/** A `$` or `#` that begins nothing. Velocity can't read one that is the last of a template. */
function sign(cursor: Cursor, pattern: RegExp): Statement {
  const text = cursor.take(pattern)?.[0] ?? '';
  return cursor.isAtEnd ? cursor.fail(`the template ends with ${text}`) : { kind: 'text', text };
}

/** Of two backslashes before a directive one stays; an odd one keeps it from being one. */
function escapedDirective(cursor: Cursor, backslashes: string): string {
  const name = cursor.see(DIRECTIVE_NAME);
  if (!name || !DIRECTIVES.test(name[1] ?? name[2] ?? '')) return backslashes;
  const kept = backslashes.slice(0, backslashes.length / 2);
  if (backslashes.length % 2 === 1) return kept + (cursor.take(DIRECTIVE_NAME)?.[0] ?? '');
  return cursor.see(SET) ? backslashes : kept;
}
