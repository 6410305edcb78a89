import { App, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { RouteIntegration } from '../../lib';
import { checkSchema } from '../../lib/core/json-schema';
import { templateOf } from '../secure-http-api/api-under-test';
import { Body, bodyOf, restApiIn, withApi } from './rest-api-under-test';

const where = new Stack(new App(), 'Stack');
const backend = RouteIntegration.http('https://backend.example.com');

describe('the schema of a body', () => {
  it('may use what the service knows and enforces, at any depth', () => {
    const schema = {
      type: 'object',
      title: 'Order',
      required: ['lines'],
      additionalProperties: false,
      properties: {
        lines: { type: 'array', items: { type: 'object', properties: { n: { type: 'integer', minimum: 1 } } } },
        note: { oneOf: [{ type: 'string', maxLength: 200 }, { enum: [false] }] },
        tags: { type: 'object', additionalProperties: { type: 'string', pattern: '^[a-z]+$' } },
      },
    };
    expect(() => checkSchema(where, schema)).not.toThrow();
  });

  it.each([
    [{ type: 'object', nullable: true }, 'body.nullable', 'leave the property out of "required"'],
    [{ properties: { a: { exclusiveMinimum: 1 } } }, 'body.properties.a.exclusiveMinimum', 'use "minimum"'],
    [{ items: { format: 'email' } }, 'body.items.format', 'use "pattern"'],
    [{ allOf: [{ type: 'object' }, { const: 1 }] }, 'body.allOf[1].const', 'use "enum" with one value'],
    [{ additionalProperties: { minItems: 1 } }, 'body.additionalProperties.minItems', 'check it in the function'],
    [{ not: { $ref: '#/x' } }, 'body.not.$ref', 'write each schema out where "$ref" names it'],
    [{ $defs: { A: { type: 'object' } } }, 'body.$defs', 'write each schema out where "$ref" names it'],
    [{ definitions: { A: { type: 'object' } } }, 'body.definitions', 'write each schema out where "$ref" names it'],
    [{ $schema: 'http://json-schema.org/draft-07/schema#' }, 'body.$schema', 'leave it out'],
    [{ properties: { a: { default: 1 } } }, 'body.properties.a.default', 'set it in the function'],
    [{ properties: { a: { min_length: 1 } } }, 'body.properties.a.min_length', 'write "minLength"'],
    [{ additional_properties: false }, 'body.additional_properties', 'write "additionalProperties"'],
    [{ min_items: 1 }, 'body.min_items', 'check it in the function'],
    [{ constructor: 1 }, 'body.constructor', 'use type, properties'],
    [{ type: 'object', if: {} }, 'body.if', 'use type, properties'],
    [{ type: 'object', examples: [] }, 'body.examples', 'use type, properties'],
  ])('%j is refused by name and path (C-23, C-24, R-89)', (schema, path, remedy) => {
    expect(() => checkSchema(where, schema)).toThrow(
      `[Stack] API Gateway does not support this keyword of the schema, got "${path}"; ${remedy}`,
    );
  });

  it.each([
    [{ type: ['string', 'null'] }, 'body.type is no type API Gateway knows, got ["string","null"]; use one of array'],
    [{ type: 'date' }, 'body.type is no type API Gateway knows, got "date"'],
    [{}, 'body must be a JSON schema, got {}; write at least { type: "object" }'],
    [{ properties: { a: 'string' } }, 'body.properties.a is no schema, got "string"; write an object'],
    [{ type: 'object', required: [] }, 'body.required is not a list of names, or left out, got []; write names such'],
    [{ required: 'sku' }, 'body.required is not a list of names, or left out, got "sku"; write ["sku"]'],
    [{ required: ['a', 'a'] }, 'body.required is not a list of names, or left out, got ["a","a"]; write ["a"]'],
    [
      { properties: { a: { type: 'string', required: true } } },
      'body.properties.a.required is not a list of names, or left out, got true; write names such as ["sku"] beside',
    ],
    [{ allOf: {} }, 'body.allOf is not a list of one schema or more, got {}; write one such as [{ "type": "string" }]'],
    [
      { anyOf: { type: 'string' } },
      'body.anyOf is not a list of one schema or more, got {"type":"string"}; write [{"type":"string"}]',
    ],
    [{ anyOf: [] }, 'body.anyOf is not a list of one schema or more, got []'],
    [{ type: 'string', minLength: -1 }, 'body.minLength is not a whole number of 0 or more, got -1; write one such as'],
    [{ type: 'string', minLength: '1' }, 'body.minLength is not a whole number of 0 or more, got "1"; write 1'],
    [{ properties: { a: { maxLength: 'x' } } }, 'body.properties.a.maxLength is not a whole number'],
    [{ type: 'string', pattern: '(' }, 'body.pattern is not a regular expression, got "("'],
    [{ enum: [] }, 'body.enum is not a list of one value or more, got []; write one such as'],
    [{ enum: 'new' }, 'body.enum is not a list of one value or more, got "new"; write ["new"]'],
    [{ minimum: 'y' }, 'body.minimum is not a number, got "y"; write one such as 1'],
    [{ minimum: '-0.5' }, 'body.minimum is not a number, got "-0.5"; write -0.5'],
    [{ multipleOf: 0 }, 'body.multipleOf is not a number above 0, got 0; write one such as 1'],
    [{ properties: [] }, 'body.properties is not an object of schemas by name, got []; write one such as { "sku"'],
    [{ uniqueItems: 'yes' }, 'body.uniqueItems is not true or false, got "yes"; write true, or leave it out'],
    [{ uniqueItems: 'False' }, 'body.uniqueItems is not true or false, got "False"; write false'],
    [{ title: 5 }, 'body.title is not a text, got 5; write "5"'],
    [{ description: {} }, 'body.description is not a text, got {}; write one such as "Order"'],
    [
      { properties: { a: { type: 'string' } }, required: ['b'], additionalProperties: false },
      'body.required names what body.properties has not, got ["b"]; describe it or leave it out',
    ],
  ])('%j is refused', (schema, message) => {
    expect(() => checkSchema(where, schema as never)).toThrow(`[Stack] ${message}`);
  });

  it('may hold tokens', () => {
    const schema = {
      minLength: Lazy.number({ produce: () => -1 }),
      pattern: Lazy.string({ produce: () => '(' }),
      enum: Lazy.list({ produce: () => [] }),
    };
    expect(() => checkSchema(where, schema)).not.toThrow();
  });

  it('never lets an unknown keyword through, wherever it stands', () => {
    const keyword = fc
      .stringMatching(/^[a-z]{3,12}$/)
      .filter((word) => !/^(type|items|enum|not|title|pattern)$/.test(word));
    const place = fc.constantFrom(
      (inner: Record<string, unknown>) => inner,
      (inner: Record<string, unknown>) => ({ properties: { a: inner } }),
      (inner: Record<string, unknown>) => ({ items: inner }),
      (inner: Record<string, unknown>) => ({ anyOf: [{ type: 'string' }, { not: inner }] }),
    );
    fc.assert(
      fc.property(keyword, place, place, (word, outer, inner) => {
        fc.pre(!['properties', 'required', 'minimum', 'maximum', 'description'].includes(word));
        expect(() => checkSchema(where, outer(inner({ [word]: 1 })))).toThrow(`${word}"; `);
      }),
    );
  });
});

describe('validation', () => {
  function bodyWith(...routes: [string, object][]): Body {
    return bodyOf(
      templateOf((stack) => {
        const api = restApiIn(stack);
        routes.forEach(([key, options]) => api.addRoute(key, backend, options));
      }),
    );
  }
  const sku = { type: 'object', required: ['sku'] };

  it('user pain 19: has three validators at most, and only those in use', () => {
    const body = bodyWith(
      ['POST /a', { body: sku }],
      ['POST /b', { body: sku, requiredParameters: ['query.page'] }],
      ['GET /c', { requiredParameters: ['header.X-Trace'] }],
      ['GET /d', {}],
    );
    const validatorOf = (path: string, method: string) =>
      body.paths[path][method]['x-amazon-apigateway-request-validator'];
    expect(body['x-amazon-apigateway-request-validators']).toEqual({
      all: { validateRequestBody: true, validateRequestParameters: true },
      body: { validateRequestBody: true, validateRequestParameters: false },
      parameters: { validateRequestBody: false, validateRequestParameters: true },
    });
    expect([validatorOf('/a', 'post'), validatorOf('/b', 'post'), validatorOf('/c', 'get')]).toEqual([
      'body',
      'all',
      'parameters',
    ]);
    expect(body.paths['/d'].get).not.toHaveProperty('x-amazon-apigateway-request-validator');
    expect(bodyWith(['GET /d', {}])).not.toHaveProperty('x-amazon-apigateway-request-validators');
  });

  it('shares one model among routes with the same schema, whatever the order of its members', () => {
    const body = bodyWith(['POST /a', { body: sku }], ['PUT /a', { body: { required: ['sku'], type: 'object' } }]);
    expect(Object.values(body.components.schemas ?? {})).toEqual([sku]);
    expect(JSON.stringify(body.components.schemas)).toContain('{"required":["sku"],"type":"object"}');
    const [name] = Object.keys(body.components.schemas ?? {});
    expect(name).toMatch(/^[A-Za-z0-9]+$/);
    expect(body.paths['/a'].post.requestBody).toEqual({
      required: true,
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
    });
  });

  it('demands parameters by where they are (C-27)', () => {
    const { get } = bodyWith(['GET /a/{id}', { requiredParameters: ['query.page', 'header.X-Trace'] }]).paths[
      '/a/{id}'
    ];
    expect(get.parameters?.map((parameter) => [parameter.in, parameter.name])).toEqual([
      ['path', 'id'],
      ['query', 'page'],
      ['header', 'X-Trace'],
    ]);
  });

  it.each([
    [['page'], 'not a parameter to require, got "page"; write "query.page" or "header.page"'],
    [['a b'], 'not a parameter to require, got "a b"; write "query.NAME" or "header.NAME"'],
    [['path.id'], 'not a parameter to require, got "path.id"; leave it out: parameters of the path are always there'],
    [['id'], 'not a parameter to require, got "id"; leave it out: parameters of the path are always there'],
    [['header.id'], 'parameter id stands twice, got ["path.id","header.id"]; API Gateway takes'],
    [['query.a', 'header.a'], 'parameter a stands twice, got ["query.a","header.a"]; API Gateway takes'],
  ])('%j cannot be demanded (R-85)', (requiredParameters, message) => {
    expect(withApi({}, (api) => api.addRoute('GET /a/{id}', backend, { requiredParameters }))).toThrow(message);
  });

  it.each([
    ['header.X-Trace', ['MeteredRestApi.requiredHeader']],
    ['header.x-trace', []],
    ['query.Page', []],
  ])('R-84: warns of %s, which HTTP/2 may spell otherwise: %j', (parameter, expected) => {
    const stack = new Stack(new App(), 'Stack');
    restApiIn(stack).addRoute('GET /a', backend, { requiredParameters: [parameter] });
    const ids = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('requiredHeader'));
    expect(ids).toHaveLength(expected.length);
  });
});
