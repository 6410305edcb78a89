/**
 * What HTTP integrations of the service sent and gave back, recorded by localstack (tests/aws/services/apigateway/):
 * test_apigateway_http, all; test_apigateway_integrations, test_http_integration_status_code_selection;
 * test_apigateway_import, test_import_with_stage_variables.
 */
import { Backend, startBackend } from '../support/backend';
import { gatewayHeaders, recordedRequest } from '../support/recorded';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

let backend: Backend;
let api: RunningRestApi;
beforeAll(async () => {
  backend = await startBackend(({ url }) => ({
    status: Number(/^\/status\/(\d+)/.exec(url)?.[1] ?? 200),
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  }));
  const operation = (type: string, more = {}, parameters: readonly object[] = []) => ({
    parameters,
    responses: { 200: {}, 400: {} },
    'x-amazon-apigateway-integration': {
      type,
      httpMethod: 'POST',
      uri: backend.url,
      responses: { default: { statusCode: '200' }, '4\\d{2}': { statusCode: '400' } },
      ...more,
    },
  });
  const status = (type: string) => ({
    get: operation(type, {
      httpMethod: 'GET',
      uri: `${backend.url}/status/{status}`,
      requestParameters: { 'integration.request.path.status': 'method.request.path.status' },
    }),
  });
  const mapped = operation(
    'http_proxy',
    {
      uri: `${backend.url}/?testVar={pathVar}&testQs={qsVar}`,
      requestParameters: {
        'integration.request.header.headerVar': 'method.request.header.foobar',
        'integration.request.path.qsVar': 'method.request.querystring.testVar',
        'integration.request.path.pathVar': 'method.request.path.pathVariable',
        'integration.request.querystring.queryString': 'method.request.querystring.testQueryString',
        'integration.request.querystring.testQs': 'method.request.querystring.testQueryString',
        'integration.request.querystring.testEmptyQs': 'method.request.header.emptyheader',
      },
    },
    [
      { in: 'header', name: 'foobar' },
      { in: 'header', name: 'emptyheader' },
      { in: 'query', name: 'testVar' },
      { in: 'query', name: 'testQueryString' },
    ],
  );
  const uri = 'http://${stageVariables.TestHost}/${stageVariables.testPath}?${stageVariables.querystring}';
  api = await serveRestApi({
    stage: { variables: { TestHost: backend.host, testPath: 'test-path', querystring: 'qs_key=qs_value' } },
    body: () => ({
      paths: {
        '/any': { 'x-amazon-apigateway-any-method': operation('http') },
        '/http/{status}': status('http'),
        '/http_proxy/{status}': status('http_proxy'),
        '/data/{pathVariable}': { post: mapped },
        '/variables': { get: operation('http', { uri }) },
      },
    }),
  });
});
afterAll(() => Promise.all([api.close(), backend.close()]));

describe('HTTP', () => {
  it('R-105: a status that no response is selected for becomes that of the default', async () => {
    const statusOf = async (status: number) => (await api.call(`/http/${status}`)).status;
    expect([await statusOf(404), await statusOf(201), await statusOf(500)]).toEqual([400, 200, 200]);
  });

  it('R-70: content type and body of other methods go on', async () => {
    const headers = { 'Content-Type': 'application/json', accept: 'application/xml', 'user-Agent': 'test/integration' };
    await api.call('/any', { method: 'PUT', headers, body: '{"message": "hello world"}' });
    expect(backend.request).toMatchObject({ method: 'POST', body: Buffer.from('{"message": "hello world"}') });
    expect(recordedRequest(backend.request)).toEqual({
      Accept: 'application/json',
      'Content-Length': '26',
      'Content-Type': 'application/json',
      Host: backend.host,
      'User-Agent': `AmazonAPIGateway_${gatewayHeaders(backend.request)['X-Amzn-Apigateway-Api-Id']}`,
      ...gatewayHeaders(backend.request),
    });
  });

  it('R-114: stage variables in the URI', async () => {
    expect((await api.call('/variables')).status).toBe(200);
    expect(backend.request.url).toBe('/test-path?qs_key=qs_value');
  });
});

describe('HTTP proxy', () => {
  it('R-105: the status is the backend’s', async () => {
    const statusOf = async (status: number) => (await api.call(`/http_proxy/${status}`)).status;
    expect([await statusOf(200), await statusOf(400)]).toEqual([200, 400]);
  });

  it('R-106: query strings of the URI, of the request and of the mapping, one after the other', async () => {
    await api.call('/data/foobar?testQueryString=foo&testVar=bar', {
      method: 'POST',
      headers: { foobar: 'mapped-value', headerVar: 'request-value', 'Content-Type': 'application/json' },
      body: '{"message": "hello world"}',
    });
    const { searchParams } = new URL(backend.request.url, backend.url);
    expect(Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]))).toEqual({
      queryString: ['foo'],
      testQs: ['bar', 'foo'],
      testQueryString: ['foo'],
      testVar: ['foobar', 'bar'],
    });
    expect(backend.request).toMatchObject({
      headers: { foobar: 'mapped-value', headerVar: 'mapped-value' },
      body: Buffer.from('{"message": "hello world"}'),
    });
  });
});
