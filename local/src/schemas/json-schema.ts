import { ErrorObject, ValidateFunction } from 'ajv';
import Ajv from 'ajv-draft-04';

// patterns are those of ECMA 262 from before its Unicode mode, where an escaped hyphen is one like any other
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false });
// the service does not look at these
ajv.removeKeyword('maxItems').removeKeyword('minItems');

const compiled = new WeakMap<object, ValidateFunction>();

/** What is wrong with a value by a JSON schema of draft 4; empty when nothing is. Throws for a schema that is none. */
export function schemaErrors(schema: object, value: unknown): readonly ErrorObject[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate(value) ? [] : (validate.errors ?? []);
}
