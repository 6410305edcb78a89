import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../core/is-object';
import { jsonTypeOf } from './json-type';

/** A part of a schema, or a whole one. */
export type Schema = Readonly<Record<string, unknown>>;

/** How many of several schemas a value fits. */
type CountFits = (schemas: readonly unknown[]) => number;

/** What a keyword says of a value that does not fit it; undefined for one that does. */
type Message = (value: unknown, schema: Schema, fits: CountFits) => string | readonly string[] | undefined;

/** In the words of the Java library that the service validates with. */
export const KEYWORD_MESSAGES: Readonly<Record<string, Message>> = {
  additionalItems: ofArray((items, { additionalItems, items: known }) => {
    if (additionalItems !== false || !Array.isArray(known) || items.length <= known.length) return undefined;
    return `schema only allows ${known.length} elements in array but instance has ${items.length} elements`;
  }),
  additionalProperties: ofObject((names, schema) => {
    if (schema.additionalProperties !== false) return undefined;
    const unknown = names.filter((name) => !isDeclared(name, schema));
    if (unknown.length === 0) return undefined;
    return `object instance has properties which are not allowed by the schema: ${list(unknown)}`;
  }),
  allOf: (_, { allOf }, fits) => {
    const [schemas, matched] = counted(allOf, fits);
    if (matched === schemas) return undefined;
    return `instance failed to match all required schemas (matched only ${matched} out of ${schemas})`;
  },
  anyOf: (_, { anyOf }, fits) => {
    const [schemas, matched] = counted(anyOf, fits);
    return matched > 0 ? undefined : `instance failed to match at least one required schema among ${schemas}`;
  },
  dependencies: ofObject((names, { dependencies }) =>
    Object.entries(dependencies as Schema).flatMap(([name, needed]) => {
      if (!names.includes(name) || !Array.isArray(needed)) return [];
      const missing = (needed as string[]).filter((other) => !names.includes(other));
      if (missing.length === 0) return [];
      const details = `schema requires ${list(needed)}; missing: ${list(missing)}`;
      return [`property "${name}" of object has missing property dependencies (${details})`];
    }),
  ),
  enum: (value, { enum: choices }) => {
    if ((choices as unknown[]).some((choice) => isDeepStrictEqual(choice, value))) return undefined;
    const possible = `possible values: ${JSON.stringify(choices)}`;
    return `instance value (${JSON.stringify(value)}) not found in enum (${possible})`;
  },
  maximum: ofNumber((value, { maximum, exclusiveMaximum }) => {
    const limit = Number(maximum);
    if (value > limit) {
      return `numeric instance is greater than the required maximum (maximum: ${limit}, found: ${value})`;
    }
    if (value < limit || exclusiveMaximum !== true) return undefined;
    return `numeric instance is not strictly lower than the required maximum ${limit}`;
  }),
  maxLength: ofText((text, length, { maxLength }) =>
    length > Number(maxLength)
      ? `string "${text}" is too long (length: ${length}, maximum allowed: ${maxLength})`
      : undefined,
  ),
  maxProperties: ofObject((names, { maxProperties }) =>
    names.length > Number(maxProperties)
      ? `object has too many properties (found ${names.length} but schema requires at most ${maxProperties})`
      : undefined,
  ),
  minimum: ofNumber((value, { minimum, exclusiveMinimum }) => {
    const limit = Number(minimum);
    if (value < limit)
      return `numeric instance is lower than the required minimum (minimum: ${limit}, found: ${value})`;
    if (value > limit || exclusiveMinimum !== true) return undefined;
    return `numeric instance is not strictly greater than the required minimum ${limit}`;
  }),
  minLength: ofText((text, length, { minLength }) =>
    length < Number(minLength)
      ? `string "${text}" is too short (length: ${length}, required minimum: ${minLength})`
      : undefined,
  ),
  minProperties: ofObject((names, { minProperties }) =>
    names.length < Number(minProperties)
      ? `object has too few properties (found ${names.length} but schema requires at least ${minProperties})`
      : undefined,
  ),
  multipleOf: ofNumber((value, { multipleOf }) =>
    Number.isInteger(value / Number(multipleOf))
      ? undefined
      : `remainder of division is not zero (${value} / ${multipleOf})`,
  ),
  not: (_, { not }, fits) => (fits([not]) > 0 ? 'instance matched a schema which it should not have' : undefined),
  oneOf: (_, { oneOf }, fits) => {
    const [schemas, matched] = counted(oneOf, fits);
    if (matched === 1) return undefined;
    return `instance failed to match exactly one schema (matched ${matched} out of ${schemas})`;
  },
  pattern: ofText((text, _, { pattern }) =>
    new RegExp(String(pattern)).test(text)
      ? undefined
      : `ECMA 262 regex "${pattern}" does not match input string "${text}"`,
  ),
  required: ofObject((names, { required }) => {
    const missing = (required as string[]).filter((name) => !names.includes(name));
    return missing.length > 0 ? `object has missing required properties (${list(missing)})` : undefined;
  }),
  type: (value, { type }) => {
    // every integer is a number
    const allowed = [type].flat().flatMap((name) => (name === 'number' ? ['integer', name] : [String(name)]));
    const found = jsonTypeOf(value);
    if (allowed.includes(found)) return undefined;
    return `instance type (${found}) does not match any allowed primitive type (allowed: ${list(allowed)})`;
  },
  uniqueItems: ofArray((items, { uniqueItems }) => {
    if (uniqueItems !== true) return undefined;
    const isRepeated = (item: unknown, index: number): boolean =>
      items.slice(0, index).some((earlier) => isDeepStrictEqual(earlier, item));
    return items.some(isRepeated) ? 'array must not contain duplicate elements' : undefined;
  }),
};

/** Whether a schema says by itself what a property has to be. */
export function isDeclared(name: string, { properties = {}, patternProperties = {} }: Schema): boolean {
  const patterns = Object.keys(patternProperties as Schema);
  return Object.hasOwn(properties as Schema, name) || patterns.some((pattern) => new RegExp(pattern).test(name));
}

function list(names: readonly unknown[]): string {
  return JSON.stringify([...new Set(names)].sort());
}

function counted(schemas: unknown, fits: CountFits): readonly [schemas: number, matched: number] {
  return [(schemas as unknown[]).length, fits(schemas as unknown[])];
}

// a keyword says nothing of a value of another type

function ofArray(message: (items: readonly unknown[], schema: Schema) => ReturnType<Message>): Message {
  return (value, schema) => (Array.isArray(value) ? message(value, schema) : undefined);
}

function ofNumber(message: (value: number, schema: Schema) => ReturnType<Message>): Message {
  return (value, schema) => (typeof value === 'number' ? message(value, schema) : undefined);
}

function ofObject(message: (names: readonly string[], schema: Schema) => ReturnType<Message>): Message {
  return (value, schema) => (isObject(value) ? message(Object.keys(value), schema) : undefined);
}

/** Characters are counted, not halves of them. */
function ofText(message: (text: string, length: number, schema: Schema) => ReturnType<Message>): Message {
  return (value, schema) => (typeof value === 'string' ? message(value, [...value].length, schema) : undefined);
}
