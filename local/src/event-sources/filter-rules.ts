/** A rule for a value: the value itself, or an object with one operator. */
type Operator = (value: unknown, operand: unknown) => boolean;

/** Those of Lambda's event filtering, all of which hold for a value that is there. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  'anything-but': (value, operand) => ![operand].flat().includes(value),
  'equals-ignore-case': (value, operand) =>
    typeof value === 'string' && value.toLowerCase() === String(operand).toLowerCase(),
  exists: (_, operand) => operand === true,
  numeric: (value, operand) => typeof value === 'number' && isInRange(value, operand as readonly unknown[]),
  prefix: (value, operand) => typeof value === 'string' && value.startsWith(String(operand)),
  suffix: (value, operand) => typeof value === 'string' && value.endsWith(String(operand)),
};

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** What of a rule is not served, undefined when all of it is. */
export function ruleProblem(rule: unknown): string | undefined {
  if (typeof rule !== 'object' || rule === null) return undefined;
  const [[name, operand] = ['nothing', undefined], ...more] = Object.entries(rule) as [string, unknown][];
  if (!(name in OPERATORS) || more.length > 0) {
    return `${JSON.stringify(rule)} is not emulated; there are ${Object.keys(OPERATORS).join(', ')}`;
  }
  const isKnown = OPERANDS[name]?.(operand) ?? typeof operand === 'string';
  return isKnown ? undefined : `${JSON.stringify(rule)} has an operand that is not emulated`;
}

/** Of those that take something other than a text. */
const OPERANDS: Readonly<Record<string, (operand: unknown) => boolean>> = {
  'anything-but': (operand) => [operand].flat().every((one) => typeof one === 'string' || typeof one === 'number'),
  exists: (operand) => typeof operand === 'boolean',
  numeric: (operand) =>
    Array.isArray(operand) &&
    operand.length % 2 === 0 &&
    operand.every((part, index) => (index % 2 === 0 ? String(part) in COMPARISONS : typeof part === 'number')),
};

/** Whether a value, undefined when there is none, is what a rule asks for. */
export function fulfils(value: unknown, rule: unknown): boolean {
  if (typeof rule !== 'object' || rule === null) return value === rule;
  const [name, operand] = Object.entries(rule)[0] as [string, unknown];
  if (value === undefined) return name === 'exists' && operand === false;
  return OPERATORS[name]!(value, operand);
}

/** `[">", 0, "<=", 100]` */
function isInRange(value: number, operand: readonly unknown[]): boolean {
  return operand.every((part, index) => {
    return index % 2 === 1 || COMPARISONS[String(part)]!(value, Number(operand[index + 1]));
  });
}
