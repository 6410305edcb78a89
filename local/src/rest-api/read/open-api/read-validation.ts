import { ValidationModel } from '../../model';
import { standaloneSchema } from '../json-schemas';
import { PropertyNode } from '../../../assembly/property-node';
import { DeclaredParameters, requiredParameters } from '../required-parameters';

/** What a method checks before its integration is called (C-15, C-27). */
export function readValidation(
  body: PropertyNode,
  operation: PropertyNode,
  declared: DeclaredParameters,
): ValidationModel | undefined {
  const flags = readValidator(body, operation);
  const schemas = readSchemas(body, operation.get('requestBody'), flags?.validatesBody ?? false);
  return flags && schemas && { ...flags, required: requiredParameters(declared), schemas };
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
  return {
    validatesParameters: validator.get('validateRequestParameters').boolean() ?? false,
    validatesBody: validator.get('validateRequestBody').boolean() ?? false,
  };
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
