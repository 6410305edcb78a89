import { schemaErrors } from '../../schemas/json-schema';
import { PropertyNode } from '../../assembly/property-node';

/** How documents name a model, and how the service does. */
const MODEL = /^(?:#\/components\/schemas\/|https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/)(.+)$/;

/** What the service refuses (C-23): keywords of OpenAPI, and those that came after draft 4. */
const REFUSED = [
  ...['nullable', 'example', 'examples', 'discriminator'],
  ...['$anchor', '$comment', '$defs', '$id', 'const', 'contains', 'contentEncoding', 'contentMediaType'],
  ...['dependentRequired', 'dependentSchemas', 'else', 'if', 'maxContains', 'minContains', 'prefixItems'],
  ...['propertyNames', 'then', 'unevaluatedItems', 'unevaluatedProperties'],
];
/** Members whose keys are names, not keywords. */
const NAMED = ['properties', 'patternProperties', 'definitions', 'dependencies'];
/** Members that are values, not schemas. */
const VALUES = ['enum', 'default'];
/** What a schema calls itself makes no difference, but would turn references in it elsewhere. */
const IDENTITY = ['id', '$schema'];
/** Where a standalone schema has what it is about: names of models have letters and digits only (C-21). */
const ITSELF = '$itself';

/** A schema as one that stands alone: the models that it may refer to are in it (C-21, C-22). */
export function standaloneSchema(node: PropertyNode, models: Readonly<Record<string, unknown>>): object | undefined {
  const problem = emptySchema(node.value) ?? schemaProblem(node.value) ?? schemaProblem({ definitions: models });
  if (problem) return node.refuse(problem);
  const definitions = Object.entries({ ...models, [ITSELF]: node.value }).map(([name, model]) => [
    name,
    rebased(model, `#/definitions/${name}`),
  ]);
  const schema = { $ref: `#/definitions/${ITSELF}`, definitions: Object.fromEntries(definitions) };
  try {
    schemaErrors(schema, undefined);
    return schema;
  } catch (error) {
    return node.refuse(`is no JSON schema of draft 4: ${(error as Error).message}`);
  }
}

/** A schema at a new place: what it refers to in itself is there, too, and models are among the definitions. */
function rebased(schema: unknown, place: string): unknown {
  if (Array.isArray(schema)) return schema.map((item) => rebased(item, place));
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.entries(schema).filter(([key]) => !IDENTITY.includes(key));
  return Object.fromEntries(members.map(([key, member]) => [key, rebasedMember(key, member, place)]));
}

function rebasedMember(key: string, member: unknown, place: string): unknown {
  if (key === '$ref' && typeof member === 'string') return rebasedReference(member, place);
  if (VALUES.includes(key)) return member;
  if (!NAMED.includes(key)) return rebased(member, place);
  const named = Object.entries((member ?? {}) as object);
  return Object.fromEntries(named.map(([name, part]) => [name, rebased(part, place)]));
}

function rebasedReference(reference: string, place: string): string {
  const [, model] = MODEL.exec(reference) ?? [];
  if (model !== undefined) return `#/definitions/${model}`;
  return reference.startsWith('#') ? place + reference.slice(1) : reference;
}

/** C-26 */
function emptySchema(schema: unknown): string | undefined {
  const isEmpty = typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0;
  return isEmpty ? 'is empty, which AWS refuses: write {"type": "object"}' : undefined;
}

function schemaProblem(schema: unknown): string | undefined {
  if (Array.isArray(schema)) return schema.map(schemaProblem).find((problem) => problem !== undefined);
  if (typeof schema !== 'object' || schema === null) return undefined;
  for (const [key, member] of Object.entries(schema)) {
    if (REFUSED.includes(key)) return `${key} is no keyword of JSON schema draft 4: AWS refuses it`;
    if (VALUES.includes(key)) continue;
    const problem = NAMED.includes(key)
      ? schemaProblem(Object.values((member ?? {}) as object))
      : schemaProblem(member);
    if (problem) return problem;
  }
  return undefined;
}
