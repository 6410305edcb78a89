import { ResourceReader } from '../../../assembly';
import { checkProperties } from '../../../assembly/property-table';
import { ValidationModel } from '../../model';
import { PropertyNode } from '../../../assembly/property-node';
import { requestValidatorProperties } from '../property-tables';
import { DeclaredParameters, requiredParameters } from '../required-parameters';
import { TreeModels } from './tree-models';

/** What a method checks before its integration is called. */
export function readValidation(
  method: ResourceReader,
  validators: readonly ResourceReader[],
  models: TreeModels,
  declared: DeclaredParameters,
): ValidationModel | undefined {
  const flags = readValidator(PropertyNode.of(method, 'RequestValidatorId'), validators);
  // models that nothing validates by are of no interest
  const schemas = flags?.validatesBody ? readSchemas(PropertyNode.of(method, 'RequestModels'), models) : {};
  return flags && schemas && { ...flags, required: requiredParameters(declared), schemas };
}

type Flags = Pick<ValidationModel, 'validatesParameters' | 'validatesBody'>;

function readValidator(reference: PropertyNode, validators: readonly ResourceReader[]): Flags | undefined {
  if (!reference.isSet) return { validatesParameters: false, validatesBody: false };
  const id = reference.text();
  const validator = validators.find(({ ref }) => ref === id);
  if (!validator) return reference.refuse('is no request validator of this API');
  checkProperties(validator, requestValidatorProperties);
  return {
    validatesParameters: validator.boolean('ValidateRequestParameters') ?? false,
    validatesBody: validator.boolean('ValidateRequestBody') ?? false,
  };
}

/** `method.request.querystring.page: true` is a required parameter, with false it is merely declared. */
export function declaredParameters(method: ResourceReader): DeclaredParameters {
  const entries = PropertyNode.of(method, 'RequestParameters').entries();
  return new Map(
    entries.flatMap(([key, node]) => {
      if (/^method\.request\.(header|path|querystring)\../.test(key)) return [[key, node.boolean() ?? false] as const];
      return node.refuse('is no parameter of a request') ?? [];
    }),
  );
}

function readSchemas(requestModels: PropertyNode, models: TreeModels): Record<string, object> | undefined {
  const entries = requestModels.entries().map(([contentType, node]) => [contentType, models.find(node)] as const);
  return entries.every(([, schema]) => schema !== undefined)
    ? (Object.fromEntries(entries) as Record<string, object>)
    : undefined;
}
