/**
 * Events that functions got from the service, recorded by localstack (tests/aws/services/apigateway/):
 * test_apigateway_lambda, test_lambda_aws_proxy_integration and test_lambda_aws_proxy_integration_request_data_mapping;
 * test_apigateway_integrations, test_apigateway_header_remapping_aws[AWS_PROXY];
 * test_apigateway_common, test_invocation_trace_id.
 */
import { call } from '../support/call';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

let api: RunningRestApi;
beforeAll(async () => {
  api = await serveRestApi({
    stage: { stageName: 'stage' },
    body: ({ calls }) => ({
      paths: {
        '/{proxy+}': { 'x-amazon-apigateway-any-method': calls('Echo') },
        '/hardcoded': { 'x-amazon-apigateway-any-method': calls('Echo') },
        '/mapped/{pathVariable}': {
          'x-amazon-apigateway-any-method': calls(
            'Echo',
            {
              parameters: [
                { in: 'header', name: 'foobar' },
                { in: 'query', name: 'testQueryString' },
              ],
            },
            {
              requestParameters: {
                'integration.request.header.headerVar': 'method.request.header.foobar',
                'integration.request.path.pathVar': 'method.request.path.pathVariable',
                'integration.request.querystring.queryString': 'method.request.querystring.testQueryString',
              },
            },
          ),
        },
      },
    }),
  });
});
afterAll(() => api.close());

interface RecordedEvent {
  readonly path: string;
  readonly contextPath: string;
  readonly proxy?: string;
  readonly query?: Record<string, string[]>;
}

const EMAILS = 'user/test%2Balias@gmail.com/plus/test+alias@gmail.com';

it.each<[string, RecordedEvent]>([
  ['/stage/proxy-value', { path: '/proxy-value', contextPath: '/stage/proxy-value', proxy: 'proxy-value' }],
  ['/stage/proxy-value/', { path: '/proxy-value/', contextPath: '/stage/proxy-value/', proxy: 'proxy-value' }],
  [
    '/stage/proxy-value//double-slash',
    {
      path: '/proxy-value//double-slash',
      contextPath: '/stage/proxy-value//double-slash',
      proxy: 'proxy-value//double-slash',
    },
  ],
  ['//stage/proxy-value', { path: '/proxy-value', contextPath: '/stage/proxy-value', proxy: 'proxy-value' }],
  ['/stage//proxy-value', { path: '/proxy-value', contextPath: '/stage//proxy-value', proxy: 'proxy-value' }],
  ['/stage//hardcoded', { path: '/hardcoded', contextPath: '/stage//hardcoded' }],
  [
    '/stage/proxy-value/?urlparam=test',
    {
      path: '/proxy-value/',
      contextPath: '/stage/proxy-value/',
      proxy: 'proxy-value',
      query: { urlparam: ['test'] },
    },
  ],
  [
    `/stage/proxy-value/api/${EMAILS}`,
    {
      path: `/proxy-value/api/${EMAILS}`,
      contextPath: `/stage/proxy-value/api/${EMAILS}`,
      proxy: `proxy-value/api/${EMAILS}`,
    },
  ],
  [
    '/stage/proxy-value/api?dateTimeOffset=2023-06-12T18:05:10.123456+00:00&email=test%2Balias@gmail.com&plus=test+alias@gmail.com&url=https://www.google.com/&whitespace=foo%20bar&zhash=abort/',
    {
      path: '/proxy-value/api',
      contextPath: '/stage/proxy-value/api',
      proxy: 'proxy-value/api',
      query: {
        dateTimeOffset: ['2023-06-12T18:05:10.123456 00:00'],
        email: ['test+alias@gmail.com'],
        plus: ['test alias@gmail.com'],
        url: ['https://www.google.com/'],
        whitespace: ['foo bar'],
        zhash: ['abort/'],
      },
    },
  ],
  [
    '/stage/proxy-value?category=electronics&category=books&price=10&price=20&price=30',
    {
      path: '/proxy-value',
      contextPath: '/stage/proxy-value',
      proxy: 'proxy-value',
      query: { category: ['electronics', 'books'], price: ['10', '20', '30'] },
    },
  ],
])('R-3, R-7, R-14, R-16: %s', async (target, { path, contextPath, proxy, query }) => {
  const { body } = await call(new URL(api.url).origin, target);
  const last = query && Object.fromEntries(Object.entries(query).map(([name, values]) => [name, values.at(-1)]));
  expect(JSON.parse(body)).toMatchObject({
    path,
    pathParameters: proxy === undefined ? null : { proxy },
    queryStringParameters: last ?? null,
    multiValueQueryStringParameters: query ?? null,
    requestContext: { path: contextPath },
  });
});

it('R-15: names of headers, of which two are spelt by the service', async () => {
  const { headers, multiValueHeaders } = await api.event('/proxy-value', {
    headers: { 'user-Agent': 'python-requests/testing', 'tEsT-HEADeR': 'aValUE', aUThorization: 'Bearer a;b' },
  });
  const names = ['Authorization', 'Host', 'tEsT-HEADeR', 'User-Agent'];
  const added = ['X-Amzn-Trace-Id', 'X-Forwarded-For', 'X-Forwarded-Port', 'X-Forwarded-Proto'];
  expect([Object.keys(headers), Object.keys(multiValueHeaders)]).toEqual([
    [...names, ...added],
    [...names, ...added],
  ]);
});

it('R-15, R-68: headers that reach no function', async () => {
  const sent = {
    Accept: 'application/json',
    'Accept-Charset': 'UTF-8',
    'Accept-Encoding': 'br',
    Age: 'request_Age',
    Authorization: 'Unauthorized',
    'Content-Encoding': 'deflate',
    'Content-Type': 'application/json',
    Date: 'request_Date',
    Pragma: 'cache',
    Range: 'bytes=500-999',
    Referer: 'https://example.com/',
    'User-Agent': 'localStack/0.0',
    Via: 'p.example.net',
    Warn: '299 localStack/0.0',
  };
  const dropped = {
    Connection: 'close',
    'Content-MD5': 'request_Content-MD5',
    'Max-Forwards': '2',
    'Proxy-Authenticate': 'Basic',
    Server: 'https://example.com/',
    TE: 'deflate',
    Upgrade: 'HTTP/2.0',
    'WWW-Authenticate': 'Basic YWxhZGRpbjpvcGVuc2VzYW1l',
  };
  const { headers } = await api.event('/no-param', { headers: { ...sent, ...dropped } });
  const { Host, 'X-Amzn-Trace-Id': trace, ...others } = headers;
  expect([Host, trace]).not.toContain(undefined);
  expect(others).toEqual({
    ...sent,
    'X-Forwarded-For': '127.0.0.1',
    'X-Forwarded-Port': new URL(api.url).port,
    'X-Forwarded-Proto': 'http',
  });
});

it('R-20: parameter mappings change nothing', async () => {
  const event = await api.event('/mapped/foobar?testQueryString=foo&testVar=bar', {
    method: 'POST',
    headers: { foobar: 'mapped-value', headerVar: 'request-value' },
    body: '{"message": "hello world"}',
  });
  expect(event).toMatchObject({
    body: '{"message": "hello world"}',
    headers: { foobar: 'mapped-value', headerVar: 'request-value' },
    queryStringParameters: { testQueryString: 'foo', testVar: 'bar' },
    pathParameters: { pathVariable: 'foobar' },
  });
});

it('R-11, R-12: the trace in the answer is complete, and the caller’s own where there is one', async () => {
  const trace = async (sent?: string) =>
    (await api.call('/proxy-value', { headers: sent ? { 'x-amzn-trace-id': sent } : {} })).headers['x-amzn-trace-id'];
  const root = 'Root=1-3152b799-8954dae64eda91bc9a23a7e8';
  const parent = '[0-9a-f]{16}';
  expect(await trace()).toMatch(new RegExp(`^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=${parent};Sampled=0$`));
  expect(await trace(root)).toMatch(new RegExp(`^${root};Parent=${parent};Sampled=0$`));
  expect(await trace(`${root};Parent=7fa8c0f79203be72;Sampled=1`)).toBe(`${root};Parent=7fa8c0f79203be72;Sampled=1`);
});
