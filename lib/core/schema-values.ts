import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from './errors';
import { isRegularExpression } from './regular-expression';

interface Form {
  readonly wanted: string;
  readonly isMet: (value: unknown) => boolean;
  /** What a value that does not meet the form may be meant as. */
  readonly meant: (value: unknown) => unknown;
  /** What to write where that does not meet it either. */
  readonly otherwise: string;
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0;
const isText = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asNumber = (value: unknown): unknown => (isText(value) && value.trim() !== '' ? Number(value) : undefined);
const asText = (value: unknown): unknown => (Number.isFinite(value) ? String(value) : undefined);

const TEXT: Form = { wanted: 'a text', isMet: isText, meant: asText, otherwise: 'write one such as "Order"' };
const COUNT: Form = {
  wanted: 'a whole number of 0 or more',
  isMet: (value) => Number.isInteger(value) && (value as number) >= 0,
  meant: asNumber,
  otherwise: 'write one such as 1',
};
const NUMBER: Form = { wanted: 'a number', isMet: Number.isFinite, meant: asNumber, otherwise: 'write one such as 1' };
const SCHEMAS: Form = {
  wanted: 'a list of one schema or more',
  isMet: isList,
  meant: (value) => (isObject(value) && Object.keys(value).length > 0 ? [value] : undefined),
  otherwise: 'write one such as [{ "type": "string" }]',
};

/** What the values of keywords must look like. Those that hold one schema are looked into elsewhere. */
const FORMS: Record<string, Form> = {
  title: TEXT,
  description: TEXT,
  properties: {
    wanted: 'an object of schemas by name',
    isMet: isObject,
    meant: () => undefined,
    otherwise: 'write one such as { "sku": { "type": "string" } }',
  },
  required: {
    wanted: 'a list of names, or left out',
    isMet: (value) => isList(value) && value.every(isText) && new Set(value).size === value.length,
    meant: (value) => (Array.isArray(value) ? [...new Set(value)] : [value]),
    otherwise: 'write names such as ["sku"] beside "properties", or leave it out',
  },
  enum: {
    wanted: 'a list of one value or more',
    isMet: isList,
    meant: (value) => (isText(value) || Number.isFinite(value) ? [value] : undefined),
    otherwise: 'write one such as ["new", "paid"]',
  },
  uniqueItems: {
    wanted: 'true or false',
    isMet: (value) => typeof value === 'boolean',
    meant: (value) => ({ true: true, false: false })[String(value).toLowerCase()],
    otherwise: 'write true, or leave it out',
  },
  pattern: {
    wanted: 'a regular expression',
    isMet: (value) => isText(value) && isRegularExpression(value),
    meant: () => undefined,
    otherwise: 'write one such as "^[a-z]+$"',
  },
  minimum: NUMBER,
  maximum: NUMBER,
  multipleOf: {
    wanted: 'a number above 0',
    isMet: (value) => Number.isFinite(value) && (value as number) > 0,
    meant: asNumber,
    otherwise: 'write one such as 1',
  },
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
      const meant = form.meant(value);
      const remedy = form.isMet(meant) ? `write ${JSON.stringify(meant)}` : form.otherwise;
      refuse(where, `${path}.${keyword} is not ${form.wanted}`, value, remedy);
    }
  }
}
