import { Operator } from '../velocity/syntax';
import { areEqual, compareNumbers, isNumber } from './equality';
import { javaText } from './text';

type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
type Calculation = '+' | '-' | '*' | '/' | '%';

/** Of operators that give true or false. What are no numbers is neither smaller nor greater. */
export function compare(operator: Comparison, left: unknown, right: unknown): boolean {
  if (operator === '==' || operator === '!=') return areEqual(left, right) === (operator === '==');
  if (!isNumber(left) || !isNumber(right)) return false;
  const order = compareNumbers(left, right);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Of all others. A text makes `+` a concatenation; what are no numbers, or divided by zero, gives null. */
export function calculate(operator: Calculation, left: unknown, right: unknown): unknown {
  const isConcatenation = operator === '+' && (typeof left === 'string' || typeof right === 'string');
  if (isConcatenation) return javaText(left) + javaText(right);
  if (!isNumber(left) || !isNumber(right)) return undefined;
  if ((operator === '/' || operator === '%') && Number(right) === 0) return undefined;
  return typeof left === 'bigint' && typeof right === 'bigint'
    ? calculateWhole(operator, left, right)
    : calculateDouble(operator, Number(left), Number(right));
}

export function isComparison(operator: Operator): operator is Comparison {
  return ['==', '!=', '<', '<=', '>', '>='].includes(operator);
}

/** Whole numbers stay whole, and grow as they need to. */
function calculateWhole(operator: Calculation, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

function calculateDouble(operator: Calculation, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}
