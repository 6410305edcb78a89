import { isNumber } from './equality';

/**
 * A method by the kinds of its parameters, one letter each: `s` text, `i` int, `n` number, `l` collection, `m` map,
 * `o` anything. An int comes as a number, so that it can be an index.
 */
export type Overloads<T> = Readonly<Record<string, (self: T, ...parameters: never[]) => unknown>>;

export type Methods<T> = Readonly<Record<string, Overloads<T>>>;

/** Calls the method that takes these parameters; null where there is none, as Velocity does. */
export function callOverload<T>(overloads: Overloads<T>, self: T, parameters: readonly unknown[]): unknown {
  const fitting = Object.entries(overloads).find(([kinds]) => fits(kinds, parameters));
  if (!fitting) return undefined;
  const [kinds, method] = fitting;
  const converted = parameters.map((value, index) => (kinds[index] === 'i' ? Number(value) : value));
  return (method as (self: T, ...parameters: unknown[]) => unknown)(self, ...converted);
}

function fits(kinds: string, parameters: readonly unknown[]): boolean {
  return kinds.length === parameters.length && parameters.every((value, index) => isOfKind(kinds[index], value));
}

/** Null is an object of any class, but no int. */
function isOfKind(kind: string | undefined, value: unknown): boolean {
  if (kind === 'i') return typeof value === 'bigint';
  if (kind === 'o' || value === undefined || value === null) return true;
  switch (kind) {
    case 's':
      return typeof value === 'string';
    case 'l':
      return Array.isArray(value);
    case 'm':
      return value instanceof Map;
    default:
      return isNumber(value);
  }
}
