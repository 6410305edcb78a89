import { javaText } from './java-text';
import { TemplateError } from './template-error';

type Operand = () => unknown;

/** Velocity 1.7: only null and false are false; an empty text and 0 are true. */
export function isTrue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

/** An operator of Velocity with Java's meaning. Operands are asked only when they matter. */
export function evaluateJava(operator: string, operands: readonly Operand[]): unknown {
  const [left = nothing, right = nothing] = operands;
  switch (operator) {
    case 'parenthesis':
      return left();
    case 'not':
      return !isTrue(left());
    case '&&':
      return isTrue(left()) && isTrue(right());
    case '||':
      return isTrue(left()) || isTrue(right());
    case '==':
      return areEqual(left(), right());
    case '!=':
      return !areEqual(left(), right());
    case 'minus':
      return calculate('-', 0, left());
    case '+':
      return add(left(), right());
    default:
      return calculate(operator, left(), right());
  }
}

const nothing: Operand = () => undefined;

/** Null equals the empty text; values of different types are compared as text. */
function areEqual(left: unknown, right: unknown): boolean {
  return left === right || javaText(left) === javaText(right);
}

function add(left: unknown, right: unknown): unknown {
  if (typeof left === 'string' || typeof right === 'string') return javaText(left) + javaText(right);
  return calculate('+', left, right);
}

/** Whole numbers stay whole; anything but numbers gives null. */
function calculate(operator: string, left: unknown, right: unknown): number | boolean | undefined {
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return divide(left, right);
    case '%':
      return right === 0 ? undefined : left % right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      throw new TemplateError(`the operator ${operator} is not emulated`);
  }
}

function divide(left: number, right: number): number | undefined {
  if (right === 0) return undefined;
  return Number.isInteger(left) && Number.isInteger(right) ? Math.trunc(left / right) : left / right;
}
