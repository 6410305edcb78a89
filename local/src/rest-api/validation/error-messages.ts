import { ErrorObject } from 'ajv';

type Describe = (error: ErrorObject) => string;

const list = (values: readonly unknown[]): string => JSON.stringify(values);
const found = ({ data }: ErrorObject): string => JSON.stringify(data);
const limit = ({ params }: ErrorObject): string => String(params.limit);

/** In the words of the Java library that the service validates with. */
const DESCRIPTIONS: Readonly<Record<string, Describe>> = {
  additionalProperties: ({ params }) =>
    `object instance has properties which are not allowed by the schema: ${list([params.additionalProperty])}`,
  enum: (error) =>
    `instance value (${found(error)}) not found in enum (possible values: ${list(error.schema as unknown[])})`,
  maximum: (error) =>
    `numeric instance is greater than the required maximum (maximum: ${limit(error)}, found: ${found(error)})`,
  maxLength: (error) =>
    `string ${found(error)} is too long (length: ${String(error.data).length}, maximum allowed: ${limit(error)})`,
  minimum: (error) =>
    `numeric instance is lower than the required minimum (minimum: ${limit(error)}, found: ${found(error)})`,
  minLength: (error) =>
    `string ${found(error)} is too short (length: ${String(error.data).length}, required minimum: ${limit(error)})`,
  pattern: (error) =>
    `ECMA 262 regex ${JSON.stringify(error.params.pattern)} does not match input string ${found(error)}`,
  type: (error) =>
    `instance type (${typeOf(error.data)}) does not match any allowed primitive type (allowed: ${list([error.params.type].flat())})`,
};

/** `[object has missing required properties (["sku"])]`. */
export function describeErrors(errors: readonly ErrorObject[]): string {
  const merged = mergeMissing(errors);
  return `[${merged.join(', ')}]`;
}

/** One message names all the properties that an object lacks. */
function mergeMissing(errors: readonly ErrorObject[]): string[] {
  const missing = new Map<string, string[]>();
  for (const { keyword, instancePath, params } of errors) {
    if (keyword !== 'required') continue;
    missing.set(instancePath, [...(missing.get(instancePath) ?? []), String(params.missingProperty)]);
  }
  const required = [...missing.values()].map(
    (names) => `object has missing required properties (${list(names.sort())})`,
  );
  const others = errors.filter(({ keyword }) => keyword !== 'required').map(describe);
  return [...required, ...others];
}

function describe(error: ErrorObject): string {
  return DESCRIPTIONS[error.keyword]?.(error) ?? error.message ?? error.keyword;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
