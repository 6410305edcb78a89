import { schemaErrors } from '../../schemas/json-schema';
import { BodyNode } from './body-node';

const MODELS = '#/components/schemas/';

/** What makes an import fail (C-23). */
const REFUSED = ['nullable', 'example', 'examples', 'discriminator'];
/** Members whose keys are names, not keywords. */
const NAMED = ['properties', 'patternProperties', 'definitions'];

/** A schema of the document as one that stands alone: the models that it may refer to are in it (C-21, C-22). */
export function standaloneSchema(body: BodyNode, node: BodyNode): object | undefined {
  const models = body.get('components').get('schemas').value;
  const problem = schemaProblem(node.value) ?? schemaProblem({ definitions: models ?? {} });
  if (problem) return node.refuse(problem);
  const schema = withLocalReferences({ allOf: [node.value], definitions: models ?? {} }) as object;
  try {
    schemaErrors(schema, undefined);
    return schema;
  } catch (error) {
    return node.refuse(`is no JSON schema of draft 4: ${(error as Error).message}`);
  }
}

function withLocalReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLocalReferences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' && typeof member === 'string' && member.startsWith(MODELS)
        ? `#/definitions/${member.slice(MODELS.length)}`
        : withLocalReferences(member),
    ]),
  );
}

function schemaProblem(schema: unknown): string | undefined {
  if (Array.isArray(schema)) return schema.map(schemaProblem).find((problem) => problem !== undefined);
  if (typeof schema !== 'object' || schema === null) return undefined;
  for (const [key, member] of Object.entries(schema)) {
    if (REFUSED.includes(key)) return `${key} is no keyword of JSON schema draft 4: AWS refuses to import it`;
    if (key === 'enum' || key === 'default') continue;
    const problem = NAMED.includes(key)
      ? schemaProblem(Object.values((member ?? {}) as object))
      : schemaProblem(member);
    if (problem) return problem;
  }
  return undefined;
}
