import { IConstruct } from 'constructs';
import { refuse } from './errors';
import { checkValues } from './schema-values';

/** Any JSON schema, before it is checked. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What the service's draft 4 and OpenAPI 3.0 have in common and the service enforces (rules C-22 to C-26, R-89). */
const ENFORCED = [
  ['type', 'properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties'],
  ['items', 'uniqueItems', 'enum', 'minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength', 'pattern'],
  ['allOf', 'anyOf', 'oneOf', 'not'],
].flat();
const ANNOTATIONS = ['title', 'description'];

/** As pydantic and TypeBox write models that hold others. */
const INLINE = 'write each schema out where "$ref" names it, or share it as a constant of your program';

const REMEDIES: Record<string, string> = {
  nullable: 'leave the property out of "required", and null is to be sent as no property',
  exclusiveMinimum: 'use "minimum"',
  exclusiveMaximum: 'use "maximum"',
  const: 'use "enum" with one value',
  format: 'use "pattern": API Gateway does not enforce formats',
  minItems: 'check it in the function: API Gateway does not enforce it',
  maxItems: 'check it in the function: API Gateway does not enforce it',
  $ref: INLINE,
  $defs: INLINE,
  definitions: INLINE,
  $schema: 'leave it out',
  $id: 'leave it out',
  default: 'set it in the function: API Gateway does not',
};
const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

/**
 * Refuses what the service would refuse, and what it would take and not enforce, by name and path.
 *
 * @param option the name under which the user gave the schema
 */
export function checkSchema(where: IConstruct, schema: JsonSchema, option = 'body'): void {
  if (typeof schema !== 'object' || schema === null || Object.keys(schema).length === 0) {
    refuse(where, `${option} must be a JSON schema`, schema, 'write at least { type: "object" }');
  }
  checkAt(where, schema, option);
}

function checkAt(where: IConstruct, schema: JsonSchema, path: string): void {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    refuse(where, `${path} is no schema`, schema, 'write an object');
  }
  for (const keyword of Object.keys(schema)) {
    if (!ENFORCED.includes(keyword) && !ANNOTATIONS.includes(keyword)) {
      const problem = 'API Gateway does not support this keyword of the schema';
      refuse(where, problem, `${path}.${keyword}`, remedyFor(keyword));
    }
  }
  if (schema.type !== undefined && !TYPES.includes(schema.type as string)) {
    refuse(where, `${path}.type is no type API Gateway knows`, schema.type, `use one of ${TYPES.join(', ')}`);
  }
  checkValues(where, schema, path);
  checkRequired(where, schema, path);
  for (const [name, member] of Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)) {
    checkAt(where, member, `${path}.properties.${name}`);
  }
  for (const keyword of ['items', 'not']) {
    if (schema[keyword] !== undefined) {
      checkAt(where, schema[keyword] as JsonSchema, `${path}.${keyword}`);
    }
  }
  if (typeof schema.additionalProperties === 'object' && schema.additionalProperties !== null) {
    checkAt(where, schema.additionalProperties as JsonSchema, `${path}.additionalProperties`);
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    ((schema[keyword] ?? []) as JsonSchema[]).forEach((member, index) =>
      checkAt(where, member, `${path}.${keyword}[${index}]`),
    );
  }
}

/** Python's spelling of a keyword gets the keyword, or what stands for it. */
function remedyFor(keyword: string): string {
  const spelled = keyword.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  if (ENFORCED.includes(spelled)) {
    return `write "${spelled}"`;
  }
  return Object.hasOwn(REMEDIES, spelled) ? REMEDIES[spelled] : `use ${ENFORCED.join(', ')}`;
}

/** A required property that is not described is most often a slip of the pen, and nothing would ever match. */
function checkRequired(where: IConstruct, schema: JsonSchema, path: string): void {
  const described = schema.properties as object | undefined;
  const unknown = ((schema.required ?? []) as string[]).filter((name) => described && !(name in described));
  if (unknown.length > 0 && schema.additionalProperties === false) {
    refuse(where, `${path}.required names what ${path}.properties has not`, unknown, 'describe it or leave it out');
  }
}
