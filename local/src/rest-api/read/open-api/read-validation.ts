import { ValidationModel } from '../../model';
import { PropertyNode } from '../property-node';
import { standaloneSchema } from '../json-schemas';

const PLACES: Readonly<Record<string, 'header' | 'path' | 'querystring' | undefined>> = {
  header: 'header',
  path: 'path',
  query: 'querystring',
};

/** What a method checks before its integration is called (C-15, C-27). */
export function readValidation(
  body: PropertyNode,
  item: PropertyNode,
  operation: PropertyNode,
): ValidationModel | undefined {
  const flags = readValidator(body, operation);
  const required = readRequired(body, item, operation);
  const schemas = readSchemas(body, operation.get('requestBody'), flags?.validatesBody ?? false);
  return flags && required && schemas && { ...flags, required, schemas };
}

type Flags = Pick<ValidationModel, 'validatesParameters' | 'validatesBody'>;

/** The operation's validator, or the document's. */
function readValidator(body: PropertyNode, operation: PropertyNode): Flags | undefined {
  const own = operation.get('x-amazon-apigateway-request-validator');
  const reference = own.isSet ? own : body.get('x-amazon-apigateway-request-validator');
  const name = reference.text();
  if (name === undefined) return { validatesParameters: false, validatesBody: false };
  const validator = body.get('x-amazon-apigateway-request-validators').get(name);
  if (!validator.isSet) return reference.refuse(`there is no request validator ${name}`);
  validator.allow(['validateRequestBody', 'validateRequestParameters']);
  return {
    validatesParameters: validator.get('validateRequestParameters').boolean() ?? false,
    validatesBody: validator.get('validateRequestBody').boolean() ?? false,
  };
}

/** An operation's parameters stand in for those of its path. */
function readRequired(
  body: PropertyNode,
  item: PropertyNode,
  operation: PropertyNode,
): ValidationModel['required'] | undefined {
  const isRequired = new Map<string, boolean>();
  for (const [, node] of [...item.get('parameters').entries(), ...operation.get('parameters').entries()]) {
    const parameter = resolveParameter(body, node);
    if (!parameter) return undefined;
    const place = PLACES[parameter.get('in').text() ?? ''];
    if (place) isRequired.set(`${place} ${parameter.get('name').text()}`, parameter.get('required').boolean() ?? false);
  }
  const namesIn = (place: string): string[] =>
    [...isRequired]
      .filter(([key, required]) => required && key.startsWith(`${place} `))
      .map(([key]) => key.slice(place.length + 1));
  return { header: namesIn('header'), path: namesIn('path'), querystring: namesIn('querystring') };
}

function resolveParameter(body: PropertyNode, node: PropertyNode): PropertyNode | undefined {
  const reference = node.get('$ref').text();
  if (reference === undefined) return node;
  const [, name = ''] = /^#\/components\/parameters\/([^/]+)$/.exec(reference) ?? [];
  const parameter = body.get('components').get('parameters').get(name);
  return parameter.isSet ? parameter : node.refuse(`${reference} is no parameter of this document`);
}

/** Models that nothing validates by are of no interest. */
function readSchemas(
  body: PropertyNode,
  requestBody: PropertyNode,
  isUsed: boolean,
): Record<string, object> | undefined {
  if (!isUsed) return {};
  if (requestBody.get('$ref').isSet) return requestBody.refuse('request bodies are not looked up elsewhere');
  const models = (body.get('components').get('schemas').value ?? {}) as Record<string, unknown>;
  const schemas: Record<string, object> = {};
  for (const [contentType, media] of requestBody.get('content').entries()) {
    if (!media.get('schema').isSet) continue;
    const schema = standaloneSchema(media.get('schema'), models);
    if (!schema) return undefined;
    schemas[contentType] = schema;
  }
  return schemas;
}
