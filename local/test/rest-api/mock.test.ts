import { RunningRestApi, serveRestApi } from '../support/rest-api';

const PREFLIGHT = `#set($origin = $input.params("origin"))
#if($origin == "")
  #set($origin = $input.params("Origin"))
#end
#if($origin == "https://app.example.com")
  #set($allowed = $origin)
#elseif($origin.matches("https://[a-z0-9-]+[.]example[.]org"))
  #set($allowed = $origin)
#else
  #set($allowed = "")
#end
#if($allowed != "")
#set($context.responseOverride.header.Access-Control-Allow-Origin = $allowed)
#set($context.responseOverride.header.Access-Control-Allow-Methods = "GET,POST")
#end`;

const mock = (requestTemplate: string, responses: object, more = {}) => ({
  responses: { 200: {}, 204: {}, 400: {} },
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': requestTemplate },
    responses,
    ...more,
  },
});
const ok = (template: string, more = {}) => ({
  default: { statusCode: '200', responseTemplates: { 'application/json': template }, ...more },
});

let api: RunningRestApi;
beforeAll(async () => {
  api = await serveRestApi({
    stage: { variables: { colour: 'red' } },
    body: () => ({
      paths: {
        '/preflight': {
          options: mock('{"statusCode": 204}', {
            default: {
              statusCode: '204',
              responseParameters: { 'method.response.header.Vary': "'Origin'" },
              responseTemplates: { 'application/json': PREFLIGHT },
            },
          }),
        },
        '/lenient': { get: mock('{statusCode: 200}', ok('fine')) },
        '/chosen': {
          get: mock('{"statusCode": #if($input.params("bad") == "1")400#{else}200#end}', {
            '4\\d\\d': { statusCode: '400', responseTemplates: { 'application/json': 'bad' } },
            ...ok('good'),
          }),
        },
        '/text': { get: mock('{"statusCode": "200"}', ok('')) },
        '/broken': { get: mock('no JSON', ok('')) },
        '/undeclared': { get: mock('{"statusCode": 201}', { default: { statusCode: '201' } }) },
        '/unmatched': { get: mock('{"statusCode": 200}', { 404: { statusCode: '400' } }) },
        '/override': {
          get: mock(
            '#set($context.responseOverride.status = 418){"statusCode": 200}',
            ok('$context.stage $stageVariables.colour'),
          ),
        },
        '/twice': {
          get: mock(
            '{"statusCode": 200}',
            ok('#set($context.responseOverride.header.A = "1")#set($context.responseOverride.header.A = "2")'),
          ),
        },
        '/types': {
          post: mock('{"statusCode": 200}', ok('fine'), { passthroughBehavior: 'never' }),
        },
        '/mapped-type': {
          get: mock(
            '{"statusCode": 200}',
            ok('x', { responseParameters: { 'method.response.header.Content-Type': "'text/css'" } }),
          ),
        },
        '/accept': {
          get: mock('{"statusCode": 200}', {
            default: { statusCode: '200', responseTemplates: { 'text/plain': 'plain', 'application/json': '"json"' } },
          }),
        },
      },
    }),
  });
});
afterAll(() => api.close());

const preflight = (origin: string, spelling = 'Origin') =>
  api.call('/preflight', {
    method: 'OPTIONS',
    headers: { [spelling]: origin, 'Access-Control-Request-Method': 'GET' },
  });

it.each([
  ['https://app.example.com', 'Origin'],
  ['https://app.example.com', 'origin'],
  ['https://a-1.example.org', 'Origin'],
])('R-97, R-99, R-115: a preflight echoes %s, sent as %s', async (origin, spelling) => {
  const { status, headers, body } = await preflight(origin, spelling);
  expect([status, body]).toEqual([204, '']);
  expect(headers).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET,POST',
    vary: 'Origin',
  });
  expect(headers).not.toHaveProperty('x-amzn-trace-id');
});

it.each(['https://evil.com', 'https://a.example.org.evil.io', 'https://aXexample.org', 'null'])(
  'R-99: %s learns nothing',
  async (origin) => {
    const { status, headers } = await preflight(origin);
    expect([status, headers.vary]).toEqual([204, 'Origin']);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  },
);

it('R-101: the template is lenient JSON, and its status selects the response', async () => {
  expect((await api.call('/lenient')).body).toBe('fine');
  expect(await api.call('/chosen')).toMatchObject({ status: 200, body: 'good' });
  expect(await api.call('/chosen?bad=1')).toMatchObject({ status: 400, body: 'bad' });
});

it.each([
  ['R-101: a status that is a text', '/text'],
  ['R-101: a template that gives no JSON', '/broken'],
  ['R-104: a status that is not declared', '/undeclared'],
  ['R-104: no response that matches', '/unmatched'],
  ['R-115: an override that is set twice', '/twice'],
])('%s is a 500', async (_, path) => {
  const { status, body } = await api.call(path);
  expect([status, body]).toEqual([500, '{"message": "Internal server error"}']);
});

it('R-101, R-114, R-115: an override of the request template carries over; stage and variables', async () => {
  expect(await api.call('/override')).toMatchObject({ status: 418, body: 'v1 red' });
});

it('R-102: a content type without a template', async () => {
  const { status, body } = await api.call('/types', {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: 'x',
  });
  expect([status, body]).toEqual([415, '{"message": "Unsupported Media Type"}']);
  expect((await api.call('/types', { method: 'POST' })).status).toBe(200);
});

it('R-108: a mapped Content-Type stands in for that of the template', async () => {
  expect((await api.call('/mapped-type')).headers['content-type']).toBe('text/css');
});

it('R-103: the response template by Accept, otherwise that of JSON', async () => {
  const typeFor = async (accept?: string) =>
    (await api.call('/accept', { headers: accept ? { accept } : {} })).headers['content-type'];
  expect([await typeFor(), await typeFor('text/plain'), await typeFor('image/png')]).toEqual([
    'application/json',
    'text/plain',
    'application/json',
  ]);
});
