import { METHODS } from '../../../assembly/open-api/operations';
import { isObject } from '../../../core/is-object';

type Document = Readonly<Record<string, unknown>>;

/** An OpenAPI 2 document as one of version 3, as far as the import of an API looks at it. */
export function fromOpenApi2(document: Document): Document {
  const { basePath, definitions, parameters, securityDefinitions, paths, ...others } = document;
  const shared = objectOf(parameters);
  const converted = {
    ...others,
    openapi: '3.0.1',
    ...(basePath !== undefined && { servers: [{ url: basePath }] }),
    components: { schemas: definitions, parameters, securitySchemes: securityDefinitions },
    paths: mapped(objectOf(paths), (item) => convertPath(objectOf(item), shared, document.consumes)),
  };
  return withNewReferences(converted) as Document;
}

function convertPath(item: Document, shared: Document, consumes: unknown): Document {
  const common = listOf(item.parameters).map((parameter) => resolved(parameter, shared));
  return mapped(item, (member, name) => {
    if (name === 'parameters') return common.filter((parameter) => !isBody(parameter));
    return Object.hasOwn(METHODS, name) ? convertOperation(objectOf(member), common, shared, consumes) : member;
  });
}

/** The parameter that is the body becomes the request body, of each type that the operation takes. */
function convertOperation(
  operation: Document,
  common: readonly Document[],
  shared: Document,
  consumes: unknown,
): Document {
  const own = listOf(operation.parameters).map((parameter) => resolved(parameter, shared));
  const body = [...common, ...own].filter(isBody).at(-1);
  const types = (operation.consumes ?? consumes ?? ['application/json']) as readonly string[];
  const content = Object.fromEntries(types.map((type) => [type, { schema: body?.schema }]));
  return {
    ...operation,
    parameters: own.filter((parameter) => !isBody(parameter)),
    ...(body && { requestBody: { content } }),
  };
}

function resolved(parameter: unknown, shared: Document): Document {
  const { $ref, ...others } = objectOf(parameter);
  const [, name = ''] = typeof $ref === 'string' ? (/^#\/parameters\/(.+)$/.exec($ref) ?? []) : [];
  return Object.hasOwn(shared, name) ? objectOf(shared[name]) : { ...others, ...($ref !== undefined && { $ref }) };
}

function isBody(parameter: Document): boolean {
  return parameter.in === 'body';
}

function withNewReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNewReferences);
  if (typeof value !== 'object' || value === null) return value;
  return mapped(value as Document, (member, name) =>
    name === '$ref' && typeof member === 'string'
      ? member
          .replace(/^#\/definitions\//, '#/components/schemas/')
          .replace(/^#\/parameters\//, '#/components/parameters/')
      : withNewReferences(member),
  );
}

function mapped(members: Document, change: (member: unknown, name: string) => unknown): Document {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, change(member, name)]));
}

function objectOf(value: unknown): Document {
  return isObject(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
