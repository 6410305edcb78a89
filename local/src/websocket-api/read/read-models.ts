import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { readJson } from '../../core/read-json';
import { schemaErrors } from '../../schemas/json-schema';
import { modelProperties } from './property-tables';

/** AWS::ApiGatewayV2::Model: schemas by the model's name. */
export function readModels(resources: readonly ResourceReader[]): ReadonlyMap<string, object> {
  const schemas = new Map<string, object>();
  for (const resource of resources) {
    const schema = readSchema(resource);
    if (schema) schemas.set(resource.string('Name') ?? '', schema);
  }
  return schemas;
}

function readSchema(resource: ResourceReader): object | undefined {
  checkProperties(resource, modelProperties);
  const value = resource.value('Schema');
  const schema = typeof value === 'string' ? readJson(value)?.value : value;
  if (typeof schema !== 'object' || schema === null) return resource.refuse('is no JSON schema', 'Schema');
  try {
    schemaErrors(schema, {});
    return schema;
  } catch (error) {
    return resource.refuse(`is no schema that can be evaluated: ${(error as Error).message}`, 'Schema');
  }
}
