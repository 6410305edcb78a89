import { schemaErrors } from '../../schemas/json-schema';
import { PropertyNode } from '../../assembly/property-node';

/** How documents name a model, and how the service does. */
const MODEL = /^(?:#\/components\/schemas\/|https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/)(.+)$/;

/** What the service refuses (C-23). */
const REFUSED = ['nullable', 'example', 'examples', 'discriminator'];
/** Members whose keys are names, not keywords. */
const NAMED = ['properties', 'patternProperties', 'definitions'];

/** A schema as one that stands alone: the models that it may refer to are in it (C-21, C-22). */
export function standaloneSchema(node: PropertyNode, models: Readonly<Record<string, unknown>>): object | undefined {
  const problem = schemaProblem(node.value) ?? schemaProblem({ definitions: models });
  if (problem) return node.refuse(problem);
  const definitions = Object.entries(models).map(([name, model]) => [name, rebased(model, `#/definitions/${name}`)]);
  const schema = { allOf: [rebased(node.value, '#/allOf/0')], definitions: Object.fromEntries(definitions) };
  try {
    schemaErrors(schema, undefined);
    return schema;
  } catch (error) {
    return node.refuse(`is no JSON schema of draft 4: ${(error as Error).message}`);
  }
}

/** A schema at a new place: what it refers to in itself is there, too, and models are among the definitions. */
function rebased(value: unknown, place: string): unknown {
  if (Array.isArray(value)) return value.map((item) => rebased(item, place));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' && typeof member === 'string' ? rebasedReference(member, place) : rebased(member, place),
    ]),
  );
}

function rebasedReference(reference: string, place: string): string {
  const [, model] = MODEL.exec(reference) ?? [];
  if (model !== undefined) return `#/definitions/${model}`;
  return reference.startsWith('#') ? place + reference.slice(1) : reference;
}

function schemaProblem(schema: unknown): string | undefined {
  if (Array.isArray(schema)) return schema.map(schemaProblem).find((problem) => problem !== undefined);
  if (typeof schema !== 'object' || schema === null) return undefined;
  for (const [key, member] of Object.entries(schema)) {
    if (REFUSED.includes(key)) return `${key} is no keyword of JSON schema draft 4: AWS refuses it`;
    if (key === 'enum' || key === 'default') continue;
    const problem = NAMED.includes(key)
      ? schemaProblem(Object.values((member ?? {}) as object))
      : schemaProblem(member);
    if (problem) return problem;
  }
  return undefined;
}
