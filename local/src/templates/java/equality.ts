import { javaText } from './text';
import { ContextMap, MapEntry } from './values';

/** Numbers by their value; what is of one class by `equals`; all else by its text (R-111: null equals the empty one). */
export function areEqual(left: unknown, right: unknown): boolean {
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  return areOfOneKind(left, right) ? javaEquals(left, right) : javaText(left) === javaText(right);
}

/** `Object.equals`. */
export function javaEquals(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => javaEquals(item, right[index]));
  }
  if (left instanceof Map && right instanceof Map) {
    return left.size === right.size && [...left].every(([key, value]) => javaEquals(value, right.get(key)));
  }
  if (left instanceof MapEntry && right instanceof MapEntry) {
    return javaEquals(left.key, right.key) && javaEquals(left.value, right.value);
  }
  return left === right;
}

export function isNumber(value: unknown): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

export function compareNumbers(left: bigint | number, right: bigint | number): -1 | 0 | 1 {
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

function areOfOneKind(left: unknown, right: unknown): boolean {
  return kindOf(left) !== undefined && kindOf(left) === kindOf(right);
}

function kindOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value instanceof ContextMap) return undefined;
  if (Array.isArray(value)) return 'list';
  return value instanceof Map ? 'map' : typeof value;
}
