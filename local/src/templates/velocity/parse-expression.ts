import { Cursor } from './cursor';
import { parseReference } from './parse-reference';
import { parseString } from './parse-string';
import { Expression, Operator } from './syntax';

/** From what binds loosest to what binds tightest. A minus that touches a digit is a sign. */
const OPERATORS: readonly RegExp[] = [
  /\s*(\|\||or(?![\w@]))/y,
  /\s*(&&|and(?![\w@]))/y,
  /\s*(==|!=|(?:eq|ne)(?![\w@]))/y,
  /\s*(<=|>=|<|>|(?:lt|le|gt|ge)(?![\w@]))/y,
  /\s*(\+|-(?!\.?\d))/y,
  /\s*([*/%])/y,
];

const WORDS: Readonly<Record<string, Operator>> = {
  or: '||',
  and: '&&',
  eq: '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
};

const FRACTION = /-?(?:\d+\.(?!\.)\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)/y;

/** What stands in `#if` and on the right of `#set`, with the space behind it. */
export function parseExpression(cursor: Cursor, level = 0): Expression {
  const operators = OPERATORS[level];
  if (!operators) return parseUnary(cursor);
  let expression = parseExpression(cursor, level + 1);
  for (let found = cursor.take(operators); found; found = cursor.take(operators)) {
    const sign = found[1] ?? '';
    const operator = WORDS[sign] ?? (sign as Operator);
    expression = { kind: 'operation', operator, left: expression, right: parseExpression(cursor, level + 1) };
  }
  cursor.take(/\s*/y);
  return expression;
}

function parseUnary(cursor: Cursor): Expression {
  if (cursor.take(/\s*(?:!|not(?![\w@]))/y)) return { kind: 'not', operand: parseUnary(cursor) };
  if (!cursor.take(/\s*\(/y)) return parseOperand(cursor);
  const inner = parseExpression(cursor);
  cursor.expect(/\)/y, ')');
  return inner;
}

/** A value without operators: all that parameters, lists, maps and `#foreach` take. */
export function parseOperand(cursor: Cursor): Expression {
  cursor.take(/\s*/y);
  const reference = parseReference(cursor);
  if (reference) return { kind: 'reference', reference };
  if (cursor.take(/\[/y)) return parseList(cursor);
  if (cursor.take(/\{/y)) return parseMap(cursor);
  return parseString(cursor) ?? parseNumber(cursor) ?? parseBoolean(cursor) ?? cursor.fail('a value is missing');
}

function parseNumber(cursor: Cursor): Expression | undefined {
  const fraction = cursor.take(FRACTION);
  if (fraction) return { kind: 'literal', value: Number(fraction[0]) };
  const whole = cursor.take(/-?\d+/y);
  return whole && { kind: 'literal', value: BigInt(whole[0]) };
}

function parseBoolean(cursor: Cursor): Expression | undefined {
  const found = cursor.take(/(?:true|false)(?![\w@])/y);
  return found && { kind: 'literal', value: found[0] === 'true' };
}

function parseList(cursor: Cursor): Expression {
  if (cursor.take(/\]/y)) return { kind: 'list', items: [] };
  const first = parseOperand(cursor);
  const isRange = cursor.take(/\s*\.\./y) !== undefined;
  const others = isRange ? [parseOperand(cursor)] : parseMore(cursor);
  cursor.expect(/\s*\]/y, ']');
  const [to] = others;
  return isRange && to ? { kind: 'range', from: first, to } : { kind: 'list', items: [first, ...others] };
}

function parseMap(cursor: Cursor): Expression {
  const entries: [Expression, Expression][] = [];
  if (cursor.take(/\s*\}/y)) return { kind: 'map', entries };
  do {
    const key = parseOperand(cursor);
    cursor.expect(/\s*:/y, ':');
    entries.push([key, parseOperand(cursor)]);
  } while (cursor.take(/\s*,/y));
  cursor.expect(/\s*\}/y, '}');
  return { kind: 'map', entries };
}

/** Further operands, each behind a comma. */
export function parseMore(cursor: Cursor): Expression[] {
  const operands: Expression[] = [];
  while (cursor.take(/\s*,/y)) operands.push(parseOperand(cursor));
  return operands;
}
