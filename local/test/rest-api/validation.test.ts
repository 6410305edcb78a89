import { RunningRestApi, serveRestApi } from '../support/rest-api';

const ORDER = {
  type: 'object',
  required: ['sku', 'count'],
  properties: {
    sku: { type: 'string', minLength: 2, format: 'email' },
    count: { type: 'integer', minimum: 1 },
    tags: { type: 'array', maxItems: 1, items: { $ref: '#/components/schemas/Tag' } },
  },
};
const parameter = (name: string, place: string, required = true) => ({
  name,
  in: place,
  required,
  schema: { type: 'integer' },
});
const json = (schema: object) => ({ requestBody: { content: { 'application/json': { schema } } } });

let api: RunningRestApi;
beforeAll(async () => {
  api = await serveRestApi({
    body: ({ calls }) => ({
      'x-amazon-apigateway-request-validators': {
        all: { validateRequestBody: true, validateRequestParameters: true },
        none: { validateRequestBody: false, validateRequestParameters: false },
      },
      'x-amazon-apigateway-request-validator': 'all',
      'x-amazon-apigateway-gateway-responses': {
        BAD_REQUEST_BODY: {
          responseTemplates: {
            'application/json': '{"message":$context.error.messageString,"why":"$context.error.validationErrorString"}',
          },
        },
      },
      components: {
        schemas: { Order: ORDER, Tag: { type: 'string', enum: ['a', 'b'] } },
        parameters: { Shared: parameter('shared', 'query') },
      },
      paths: {
        '/items/{issuer}': {
          parameters: [parameter('issuer', 'path'), parameter('optional', 'query')],
          get: calls('Echo', {
            parameters: [
              parameter('qs2', 'query'),
              parameter('qs1', 'query'),
              parameter('x-header-param', 'header'),
              parameter('optional', 'query', false),
              parameter('session', 'cookie'),
            ],
          }),
        },
        '/shared': { get: calls('Echo', { parameters: [{ $ref: '#/components/parameters/Shared' }] }) },
        '/orders': {
          post: calls('Echo', json({ $ref: '#/components/schemas/Order' })),
          get: calls('Echo', json({ $ref: '#/components/schemas/Order' })),
          put: calls('Echo', { ...json(ORDER), 'x-amazon-apigateway-request-validator': 'none' }),
        },
        '/names': {
          get: calls('Echo', { parameters: [parameter('authorization', 'header'), parameter('Host', 'header')] }),
        },
        '/pattern': { post: calls('Echo', json({ type: 'string', pattern: '^[\\w-.]+\\-\\d$' })) },
        '/named': {
          post: calls(
            'Echo',
            json({
              $schema: 'http://json-schema.org/draft-07/schema#',
              id: 'https://models.example.com/named.json',
              properties: { id: { $ref: '#/definitions/Id' }, $schema: { type: 'string' } },
              definitions: { Id: { type: 'integer' } },
            }),
          ),
        },
        '/default': { post: calls('Echo', { requestBody: { content: { $default: { schema: ORDER } } } }) },
      },
    }),
  });
});
afterAll(() => api.close());

const post = (body: unknown, headers = {}, path = '/orders') =>
  api.call(path, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
const whyNot = async (body: unknown) => {
  const answer = await post(body);
  expect(answer.status).toBe(400);
  return JSON.parse(answer.body).why;
};

it('R-85, R-34: all missing names, headers before query strings, by name', async () => {
  const { status, body, headers } = await api.call('/items/1');
  expect([status, body]).toEqual([
    400,
    '{"message": "Missing required request parameters: [x-header-param, qs1, qs2]"}',
  ]);
  expect(headers['x-amzn-errortype']).toBe('BadRequestException');
});

it('R-84: blank counts as missing, anything else will do, C-27: cookies are ignored', async () => {
  const headers = { 'x-header-param': 'no number' };
  expect((await api.call('/items/1?qs1=a&qs2=b', { headers })).status).toBe(200);
  expect((await api.call('/items/1?qs1=%20&qs2', { headers })).body).toContain('[qs1, qs2]');
});

it('R-84: header names are compared with their case', async () => {
  expect((await api.call('/items/1?qs1=a&qs2=b', { headers: { 'X-Header-Param': '1' } })).status).toBe(400);
});

it('R-84: a name may be spelt as the caller has it, or as the service itself does', async () => {
  expect((await api.call('/names', { headers: { authorization: 'a' } })).status).toBe(200);
  expect((await api.call('/names', { headers: { AUTHORIZATION: 'a' } })).body).toContain('[authorization]');
});

it('a parameter of components', async () => {
  expect((await api.call('/shared')).body).toContain('[shared]');
});

it('R-35: a body that does not fit', async () => {
  const { status, body } = await post({ sku: 'ab' }, {}, '/default');
  expect([status, JSON.parse(body).message]).toEqual([400, 'Invalid request body']);
});

it.each([
  ['no property that is required', {}, '[object has missing required properties (["count","sku"])]'],
  [
    'another type',
    { sku: 1, count: 1 },
    '[instance type (integer) does not match any allowed primitive type (allowed: ["string"])]',
  ],
  ['too short', { sku: 'a', count: 1 }, '[string "a" is too short (length: 1, required minimum: 2)]'],
  [
    'too small',
    { sku: 'ab', count: 0 },
    '[numeric instance is lower than the required minimum (minimum: 1, found: 0)]',
  ],
  [
    'not in the list of a model that is referred to (C-22)',
    { sku: 'ab', count: 1, tags: ['c'] },
    '[instance value ("c") not found in enum (possible values: ["a","b"])]',
  ],
  ['no JSON', 'nonsense', '[the body is no JSON]'],
])('R-88: %s', async (_, body, expected) => {
  expect(await whyNot(body)).toBe(expected);
});

it('R-89: format and maxItems are not enforced', async () => {
  expect((await post({ sku: 'no mail', count: 1, tags: ['a', 'b'] })).status).toBe(200);
});

it('R-87: an empty body is not valid where properties are required, also on GET', async () => {
  expect((await post('')).status).toBe(400);
  expect((await api.call('/orders')).status).toBe(400);
});

it('R-86: the model is chosen by content type, without parameters', async () => {
  expect((await post({}, { 'content-type': 'application/json; charset=utf-8' })).status).toBe(400);
  expect((await post({}, { 'content-type': 'text/plain' })).status).toBe(200);
  expect((await post({}, { 'content-type': 'text/plain' }, '/default')).status).toBe(400);
});

it.each(['constructor', '__proto__'])('R-86: no model is for the type %s', async (contentType) => {
  expect((await post('{', { 'content-type': contentType })).status).toBe(200);
});

it('R-88: patterns are those of ECMA 262, escaped hyphens and all', async () => {
  expect((await post('"a.b-1"', {}, '/pattern')).status).toBe(200);
  expect((await post('"a b-1"', {}, '/pattern')).status).toBe(400);
});

it('C-22: what a schema calls itself does not lead its references elsewhere', async () => {
  expect((await post({ id: 1, $schema: 'a' }, {}, '/named')).status).toBe(200);
  expect((await post({ id: 'a' }, {}, '/named')).status).toBe(400);
  expect((await post({ $schema: 1 }, {}, '/named')).status).toBe(400);
});

it('C-15: a validator of the operation stands in for that of the document', async () => {
  expect((await api.call('/orders', { method: 'PUT', body: '{}' })).status).toBe(200);
});

const servingWith = (schema: object) =>
  serveRestApi({
    body: ({ calls }) => ({
      'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true } },
      'x-amazon-apigateway-request-validator': 'all',
      paths: { '/a': { post: calls('Echo', json(schema)) } },
    }),
  });
const SCHEMA = 'Body.paths./a.post.requestBody.content.application/json.schema';

it.each(['nullable', 'example', 'const', 'if', 'dependentRequired'])(
  'C-23: %s is refused, as the import would be',
  async (keyword) => {
    // a property, or a value, may be called so
    const schema = { properties: { [keyword]: { type: 'string', [keyword]: true } } };
    await expect(servingWith(schema)).rejects.toThrow(`${SCHEMA}: ${keyword}`);
    const running = await servingWith({ properties: { [keyword]: { enum: [{ [keyword]: 1 }] } } });
    await running.close();
  },
);

it.each([
  ['C-26: a schema that is empty', {}, 'is empty, which AWS refuses'],
  ['R-89: what draft 4 has otherwise', { properties: { a: { exclusiveMinimum: 1 } } }, 'is no JSON schema of draft 4'],
])('%s is refused', async (_, schema, reason) => {
  await expect(servingWith(schema)).rejects.toThrow(`${SCHEMA}: ${reason}`);
});

it('R-89: limits are exclusive by a flag of their own', async () => {
  const running = await servingWith({ properties: { a: { minimum: 1, exclusiveMinimum: true } } });
  const { status } = await running.call('/a', { method: 'POST', body: '{"a":1}' });
  await running.close();
  expect(status).toBe(400);
});
