import { schemaMessages } from '../../src/rest-api/validation/error-messages';

/** What version 2.2.14 of the Java library json-schema-validator says of the same schema and value. */
it.each<[string, object, unknown, string[]]>([
  [
    'keywords by name, all properties of one keyword in one message',
    {
      type: 'object',
      required: ['b', 'a'],
      properties: { c: { type: 'string', minLength: 3 } },
      additionalProperties: false,
    },
    { z: 1, y: 2, c: 'a' },
    [
      'object instance has properties which are not allowed by the schema: ["y","z"]',
      'object has missing required properties (["a","b"])',
    ],
  ],
  [
    'an integer is a number',
    { properties: { a: { type: 'number' } } },
    { a: '1' },
    ['instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])'],
  ],
  [
    'several types',
    { type: ['string', 'null', 'number'] },
    true,
    [
      'instance type (boolean) does not match any allowed primitive type (allowed: ["integer","null","number","string"])',
    ],
  ],
  [
    'enum',
    { properties: { a: { enum: ['x', 'y'], type: 'string' }, b: { enum: [{ q: 1 }] } } },
    { a: 'z', b: { c: [1, 2] } },
    [
      'instance value ("z") not found in enum (possible values: ["x","y"])',
      'instance value ({"c":[1,2]}) not found in enum (possible values: [{"q":1}])',
    ],
  ],
  [
    'numbers',
    {
      properties: {
        a: { minimum: 1, exclusiveMinimum: true },
        b: { maximum: 1, exclusiveMaximum: true },
        c: { maximum: 3 },
        d: { minimum: 3.5 },
        e: { multipleOf: 2 },
      },
    },
    { a: 1, b: 1, c: 4, d: 3, e: 3 },
    [
      'numeric instance is not strictly greater than the required minimum 1',
      'numeric instance is not strictly lower than the required maximum 1',
      'numeric instance is greater than the required maximum (maximum: 3, found: 4)',
      'numeric instance is lower than the required minimum (minimum: 3.5, found: 3)',
      'remainder of division is not zero (3 / 2)',
    ],
  ],
  [
    'oneOf, none of them',
    { oneOf: [{ type: 'string' }, { type: 'integer' }] },
    {},
    ['instance failed to match exactly one schema (matched 0 out of 2)'],
  ],
  [
    'oneOf, two of them',
    { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    { a: 1, b: 2 },
    ['instance failed to match exactly one schema (matched 2 out of 2)'],
  ],
  [
    'anyOf',
    { anyOf: [{ type: 'string' }, { type: 'integer' }] },
    {},
    ['instance failed to match at least one required schema among 2'],
  ],
  [
    'allOf',
    { allOf: [{ type: 'object', required: ['a'] }, { required: ['b'] }] },
    { a: 1 },
    ['instance failed to match all required schemas (matched only 1 out of 2)'],
  ],
  ['not', { not: { type: 'object' } }, {}, ['instance matched a schema which it should not have']],
  [
    'lists and objects by their size, and dependencies',
    {
      properties: {
        a: { uniqueItems: true },
        b: { items: [{}], additionalItems: false },
        c: { minProperties: 2 },
        d: { maxProperties: 0 },
        e: { dependencies: { x: ['y', 'w'] } },
        f: { dependencies: { x: { required: ['k'] } } },
      },
    },
    { a: [1, 1], b: [1, 2, 3], c: {}, d: { q: 1 }, e: { x: 1 }, f: { x: 1 } },
    [
      'array must not contain duplicate elements',
      'schema only allows 1 elements in array but instance has 3 elements',
      'object has too few properties (found 0 but schema requires at least 2)',
      'object has too many properties (found 1 but schema requires at most 0)',
      'property "x" of object has missing property dependencies (schema requires ["w","y"]; missing: ["w","y"])',
      'object has missing required properties (["k"])',
    ],
  ],
  [
    'members are not looked at where the object itself does not fit',
    { properties: { a: { type: 'string' } }, required: ['r'] },
    { a: 1 },
    ['object has missing required properties (["r"])'],
  ],
  [
    'properties by name, by pattern and all others',
    {
      properties: { z: { type: 'string' } },
      patternProperties: { '^x-': { type: 'boolean' } },
      additionalProperties: { type: 'null' },
    },
    { q: 1, 'x-a': 1, z: 1 },
    [
      'instance type (integer) does not match any allowed primitive type (allowed: ["null"])',
      'instance type (integer) does not match any allowed primitive type (allowed: ["boolean"])',
      'instance type (integer) does not match any allowed primitive type (allowed: ["string"])',
    ],
  ],
  [
    'items',
    { items: { type: 'object', required: ['a'] } },
    [{}, 1, { a: 1 }],
    [
      'object has missing required properties (["a"])',
      'instance type (integer) does not match any allowed primitive type (allowed: ["object"])',
    ],
  ],
  [
    'texts, as they are',
    { type: 'string', minLength: 3, maxLength: 1, pattern: '\\d"', enum: ['q'] },
    'ab',
    [
      'instance value ("ab") not found in enum (possible values: ["q"])',
      'string "ab" is too long (length: 2, maximum allowed: 1)',
      'string "ab" is too short (length: 2, required minimum: 3)',
      'ECMA 262 regex "\\d"" does not match input string "ab"',
    ],
  ],
  [
    'characters are counted, not halves of them',
    { maxLength: 2 },
    'a😀b',
    ['string "a😀b" is too long (length: 3, maximum allowed: 2)'],
  ],
  [
    'a reference',
    { definitions: { A: { required: ['q'] } }, $ref: '#/definitions/A' },
    { x: 1 },
    ['object has missing required properties (["q"])'],
  ],
  ['nothing', { type: 'object', properties: { a: { type: 'integer' } } }, { a: 1 }, []],
])('R-88: %s', (_, schema, value, expected) => {
  expect(schemaMessages(schema as Record<string, unknown>, value)).toEqual(expected);
});
