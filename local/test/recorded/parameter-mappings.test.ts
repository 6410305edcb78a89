/**
 * Parameter mappings of an HTTP integration, as localstack found them at the service: tests/unit/services/apigateway/,
 * test_parameters_mapping, test_handler_integration_request and test_handler_integration_response.
 */
import { Backend, startBackend } from '../support/backend';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

const PETS = '{"petstore": {"pets": [{"name": "nested pet name value", "type": "Dog"}, {"name": "second"}]}}';
const PET = '{"petstore": {"pets": {"name": "nested pet name value", "type": "Dog"}}}';

/** What a request maps, by the header that it goes to. */
const OF_REQUEST = {
  X_Header: 'method.request.header.testMultiHeader',
  X_Multi: 'method.request.multivalueheader.testMultiHeader',
  X_Solo: 'method.request.multivalueheader.testHeader',
  X_Case: 'method.request.header.TESTHEADER',
  X_Query: 'method.request.querystring.testQuery',
  X_Path: 'method.request.path.id',
  X_Api: 'context.apiId',
  X_Agent: 'context.identity.userAgent',
  X_Variable: 'stageVariables.test_var',
};
const OF_RESPONSE = {
  test: 'integration.response.header.testMultiHeader',
  test_multi: 'integration.response.multivalueheader.testMultiHeader',
  test_multi_solo: 'integration.response.multivalueheader.testHeader',
  test_case: 'integration.response.header.TESTHEADER',
  missing: 'integration.response.header.missingtest',
  my_stage_var: 'stageVariables.test_var',
};

let backend: Backend;
let answered = '';
let api: RunningRestApi;
beforeAll(async () => {
  backend = await startBackend(() => ({
    headers: { testMultiHeader: ['value1', 'value2'], testHeader: 'value' },
    body: answered,
  }));
  const http = (more: object, response: object = {}) => ({
    parameters: [
      ...['testMultiHeader', 'testHeader', 'TESTHEADER', 'header'].map((name) => ({ in: 'header', name })),
      ...['testQuery', 'qs'].map((name) => ({ in: 'query', name })),
    ],
    responses: {
      200: { headers: Object.fromEntries([...Object.keys(OF_RESPONSE), 'body_value'].map((key) => [key, {}])) },
    },
    'x-amazon-apigateway-integration': {
      type: 'http',
      httpMethod: 'POST',
      uri: backend.url,
      responses: { default: { statusCode: '200', ...response } },
      ...more,
    },
  });
  const headers = (prefix: string, sources: Record<string, string>) =>
    Object.fromEntries(Object.entries(sources).map(([name, source]) => [`${prefix}.header.${name}`, source]));
  const bodyTo = (source: string) => ({
    post: http({ requestParameters: headers('integration.request', { X_Body: source }) }),
  });
  const bodyFrom = (source: string) => ({
    post: http({}, { responseParameters: headers('method.response', { body_value: source }) }),
  });
  const overridden = (template: string) => ({
    post: http({
      uri: `${backend.url}/{path}`,
      requestParameters: {
        'integration.request.path.path': 'method.request.querystring.qs',
        'integration.request.querystring.qs': 'method.request.multivaluequerystring.qs',
        'integration.request.header.header': 'method.request.header.header',
      },
      requestTemplates: { 'application/json': template },
    }),
  });
  api = await serveRestApi({
    stage: { variables: { test_var: 'a stage variable' } },
    body: () => ({
      paths: {
        '/request/{id}': { post: http({ requestParameters: headers('integration.request', OF_REQUEST) }) },
        '/response': { post: http({}, { responseParameters: headers('method.response', OF_RESPONSE) }) },
        '/body/to': bodyTo('method.request.body'),
        '/name/to': bodyTo('method.request.body.petstore.pets[0].name'),
        '/body/from': bodyFrom('integration.response.body'),
        '/name/from': bodyFrom('integration.response.body.petstore.pets[0].name'),
        '/query': {
          post: http({
            requestParameters: {
              'integration.request.querystring.test': 'method.request.querystring.qs',
              'integration.request.querystring.test_multi': 'method.request.multivaluequerystring.qs',
            },
          }),
        },
        '/plain': overridden('{}'),
        '/override': overridden(
          `#set($context.requestOverride.path.path = "pathOverride")
#set($context.requestOverride.querystring.qs = "queryOverride")
#set($context.requestOverride.header.header = "headerOverride")
#set($context.requestOverride.header.multivalue = ["1header", "2header"])`,
        ),
        '/forbidden': overridden('#set($context.requestOverride.header.Content-Length = "5")'),
        '/status/{status}': {
          post: http(
            {},
            {
              responseTemplates: {
                'application/json': `#set($context.responseOverride.status = $util.parseJson($input.params('status')))`,
              },
            },
          ),
        },
      },
    }),
  });
});
afterAll(() => Promise.all([api.close(), backend.close()]));

const post = (path: string, body = '', headers: Record<string, string | string[]> = {}) =>
  api.call(path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body });

it('R-108: from the request: the last value, or all in one line; names with their case', async () => {
  const headers = { testMultiHeader: ['value1', 'value2'], testHeader: 'value', 'user-agent': 'test/user-agent' };
  await post('/request/test-path-value?testQuery=test-qs-value', '', headers);
  const got = backend.request.headers;
  expect(got).toMatchObject({
    X_Header: 'value2',
    X_Multi: 'value1,value2',
    X_Solo: 'value',
    X_Query: 'test-qs-value',
    X_Path: 'test-path-value',
    X_Api: got['X-Amzn-Apigateway-Api-Id'],
    X_Agent: 'test/user-agent',
    X_Variable: 'a stage variable',
  });
  expect(got).not.toHaveProperty('X_Case');
});

it('R-108: values of the query string: the last, or each for itself', async () => {
  await post('/query?qs=value1&qs=value2');
  expect(backend.request.url).toBe('/?test=value2&test_multi=value1&test_multi=value2');
});

it('R-108: from the response: the same', async () => {
  const { headers } = await post('/response');
  expect(headers).toMatchObject({
    test: 'value2',
    test_multi: 'value1,value2',
    test_multi_solo: 'value',
    my_stage_var: 'a stage variable',
  });
  expect(headers).not.toHaveProperty('test_case');
  expect(headers).not.toHaveProperty('missing');
});

it.each<[string, string, string | undefined]>([
  ['body', '<This is a body value>', '<This is a body value>'],
  ['body', '', '{}'],
  ['name', PETS, 'nested pet name value'],
  ['name', PET, undefined],
  ['name', 'some text', undefined],
])('R-108: the %s of %s', async (source, body, value) => {
  await post(`/${source}/to`, body);
  expect(backend.request.headers.X_Body).toBe(value);
  answered = body;
  expect((await post(`/${source}/from`)).headers.body_value).toBe(value);
});

it.each(['body', 'name'])('R-108: a %s of what begins like JSON and is none', async (source) => {
  const { status, body, headers } = await post(`/${source}/to`, '\n{wrongjson');
  expect([status, JSON.parse(body)]).toEqual([400, { message: 'Invalid JSON in request body' }]);
  expect(headers['x-amzn-errortype']).toBe('BadRequestException');
  answered = '\n{wrongjson';
  const answer = await post(`/${source}/from`);
  expect([answer.status, JSON.parse(answer.body)]).toEqual([500, { message: 'Internal server error' }]);
});

it('R-115: a template puts others in place of what is mapped; a list is several', async () => {
  await post('/plain?qs=qs1&qs=qs2', '', { header: ['header1', 'header2'] });
  expect(backend.request).toMatchObject({ url: '/qs2?qs=qs1&qs=qs2', headers: { header: 'header2' } });
  await post('/override?qs=qs1&qs=qs2', '', { header: ['header1', 'header2'] });
  expect(backend.request).toMatchObject({
    url: '/pathOverride?qs=queryOverride',
    headers: { header: 'headerOverride', multivalue: '1header, 2header' },
  });
});

it('R-69, R-115: a template may not put in what can not be mapped', async () => {
  const { status, body } = await post('/forbidden?qs=a');
  expect([status, JSON.parse(body)]).toEqual([500, { message: 'Internal server error' }]);
});

it.each([
  ['500', 500],
  ['600', 200],
  ['99', 200],
])('R-115: an override of the status by %s', async (status, expected) => {
  answered = '{}';
  expect((await post(`/status/${status}`)).status).toBe(expected);
});
