import { isObject } from '../../core/is-object';
import { isDeclared, KEYWORD_MESSAGES, Schema } from './keyword-messages';

/**
 * What is wrong with a value by a schema whose references are all of its own, one message for each keyword. As the
 * service's library does, it looks at the members of a value only where there is nothing wrong with the value itself.
 */
export function schemaMessages(schema: Schema, value: unknown, root = schema): string[] {
  const resolved = followReferences(schema, root);
  const own = messagesOf(resolved, value, root);
  return own.length > 0 ? own : parts(resolved, value).flatMap(([part, member]) => schemaMessages(part, member, root));
}

/** By the names of the keywords. */
function messagesOf(schema: Schema, value: unknown, root: Schema): string[] {
  const fits = (schemas: readonly unknown[]): number =>
    schemas.filter((one) => schemaMessages(one as Schema, value, root).length === 0).length;
  const keywords = Object.keys(KEYWORD_MESSAGES).filter((keyword) => Object.hasOwn(schema, keyword));
  return keywords.sort().flatMap((keyword) => KEYWORD_MESSAGES[keyword]!(value, schema, fits) ?? []);
}

type Part = readonly [schema: Schema, value: unknown];

/** What else is to be looked at: schemas of the value that depend on its properties, and those of its members. */
function parts(schema: Schema, value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => partOf(itemSchema(schema, index), item));
  if (!isObject(value)) return [];
  const dependent = Object.entries((schema.dependencies ?? {}) as Schema);
  return [
    ...dependent.flatMap(([name, part]) => (Object.hasOwn(value, name) ? partOf(part, value) : [])),
    ...Object.entries(value).flatMap(([name, member]) =>
      propertySchemas(schema, name).flatMap((part) => partOf(part, member)),
    ),
  ];
}

function partOf(schema: unknown, value: unknown): Part[] {
  return isObject(schema) ? [[schema, value]] : [];
}

function itemSchema({ items, additionalItems }: Schema, index: number): unknown {
  return Array.isArray(items) ? (items[index] ?? additionalItems) : items;
}

function propertySchemas(schema: Schema, name: string): unknown[] {
  if (!isDeclared(name, schema)) return [schema.additionalProperties];
  const properties = (schema.properties ?? {}) as Schema;
  const patterns = Object.entries((schema.patternProperties ?? {}) as Schema);
  return [
    ...(Object.hasOwn(properties, name) ? [properties[name]] : []),
    ...patterns.filter(([pattern]) => new RegExp(pattern).test(name)).map(([, part]) => part),
  ];
}

/** A reference stands for all of the schema that it is in. */
function followReferences(schema: Schema, root: Schema): Schema {
  const { $ref: reference } = schema;
  if (typeof reference !== 'string') return schema;
  const keys = reference.split('/').slice(1).map(decodeKey);
  const target = keys.reduce<unknown>((place, key) => (place as Schema | undefined)?.[key], root);
  return isObject(target) ? followReferences(target, root) : {};
}

/** The escapes of JSON pointers in URLs. */
function decodeKey(key: string): string {
  return decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
}
