import { ResourceReader } from '../../../assembly';
import { checkProperties } from '../../../assembly/property-table';
import { ValidationModel } from '../../model';
import { PropertyNode } from '../property-node';
import { requestValidatorProperties } from '../property-tables';
import { TreeModels } from './tree-models';

/** What a method checks before its integration is called. */
export function readValidation(
  method: ResourceReader,
  validators: readonly ResourceReader[],
  models: TreeModels,
): ValidationModel | undefined {
  const flags = readValidator(PropertyNode.of(method, 'RequestValidatorId'), validators);
  const required = readRequired(PropertyNode.of(method, 'RequestParameters'));
  // models that nothing validates by are of no interest
  const schemas = flags?.validatesBody ? readSchemas(PropertyNode.of(method, 'RequestModels'), models) : {};
  return flags && schemas && { ...flags, required, schemas };
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
function readRequired(parameters: PropertyNode): ValidationModel['required'] {
  const names = parameters.entries().flatMap(([key, node]) => {
    const [, place, name] = /^method\.request\.(header|path|querystring)\.(.+)$/.exec(key) ?? [];
    if (name === undefined) return node.refuse('is no parameter of a request') ?? [];
    return node.boolean() ? [{ place, name }] : [];
  });
  const namesIn = (wanted: string): string[] => names.filter(({ place }) => place === wanted).map(({ name }) => name);
  return { header: namesIn('header'), path: namesIn('path'), querystring: namesIn('querystring') };
}

function readSchemas(requestModels: PropertyNode, models: TreeModels): Record<string, object> | undefined {
  const entries = requestModels.entries().map(([contentType, node]) => [contentType, models.find(node)] as const);
  return entries.every(([, schema]) => schema !== undefined)
    ? (Object.fromEntries(entries) as Record<string, object>)
    : undefined;
}
