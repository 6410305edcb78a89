import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from './errors';
import { isRegularExpression } from './regular-expression';

interface Form {
  readonly wanted: string;
  readonly isMet: (value: unknown) => boolean;
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0;
const isText = (value: unknown): value is string => typeof value === 'string';
const TEXT: Form = { wanted: 'a text', isMet: isText };
const COUNT: Form = {
  wanted: 'a whole number of 0 or more',
  isMet: (value) => Number.isInteger(value) && (value as number) >= 0,
};
const NUMBER: Form = { wanted: 'a number', isMet: Number.isFinite };
const SCHEMAS: Form = { wanted: 'a list of one schema or more', isMet: isList };

/** What the values of keywords must look like. Those that hold one schema are looked into elsewhere. */
const FORMS: Record<string, Form> = {
  title: TEXT,
  description: TEXT,
  properties: {
    wanted: 'an object of schemas by name',
    isMet: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  },
  required: {
    wanted: 'a list of names, or left out',
    isMet: (value) => isList(value) && value.every(isText) && new Set(value).size === value.length,
  },
  enum: { wanted: 'a list of one value or more', isMet: isList },
  uniqueItems: { wanted: 'true or false', isMet: (value) => typeof value === 'boolean' },
  pattern: { wanted: 'a regular expression', isMet: (value) => isText(value) && isRegularExpression(value) },
  minimum: NUMBER,
  maximum: NUMBER,
  multipleOf: { wanted: 'a number above 0', isMet: (value) => Number.isFinite(value) && (value as number) > 0 },
  minLength: COUNT,
  maxLength: COUNT,
  minProperties: COUNT,
  maxProperties: COUNT,
  allOf: SCHEMAS,
  anyOf: SCHEMAS,
  oneOf: SCHEMAS,
};

/** Refuses values with which the import would fail. */
export function checkValues(where: IConstruct, schema: Readonly<Record<string, unknown>>, path: string): void {
  for (const [keyword, value] of Object.entries(schema)) {
    const form = FORMS[keyword] as Form | undefined;
    if (form && !Token.isUnresolved(value) && !form.isMet(value)) {
      refuse(where, `${path}.${keyword} is not ${form.wanted}`, value, 'write it as JSON schema has it');
    }
  }
}
