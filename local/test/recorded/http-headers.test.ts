/**
 * Headers on their way through HTTP integrations of the service and back, recorded by localstack
 * (tests/aws/services/apigateway/test_apigateway_integrations, test_apigateway_header_remapping_http). `Trailer` alone is
 * not sent here.
 */
import { Backend, BackendRequest, startBackend } from '../support/backend';
import {
  gatewayHeaders,
  OWN_HEADERS,
  recordedHeaders,
  recordedRequest,
  SERVER_ERROR,
  TRACE,
} from '../support/recorded';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

const HEADERS = [
  'Accept',
  'Accept-Charset',
  'Accept-Encoding',
  'Age',
  'Authorization',
  'Connection',
  'Content-Encoding',
  'Content-Length',
  'Content-MD5',
  'Content-Type',
  'Date',
  'Expect',
  'Host',
  'Max-Forwards',
  'Pragma',
  'Proxy-Authenticate',
  'Range',
  'Referer',
  'Server',
  'TE',
  'Transfer-Encoding',
  'Trailer',
  'Upgrade',
  'User-Agent',
  'Via',
  'Warn',
  'WWW-Authenticate',
];
const FORBIDDEN = ['Content-Length', 'Transfer-Encoding'];

/** What a mapping puts there and a backend gets. */
const MAPPED = {
  Accept: 'text/html',
  'Accept-Charset': 'UTF-16',
  'Accept-Encoding': 'zstd',
  Age: 'request_params_age',
  Authorization: 'request_params_authorization',
  'Content-Encoding': 'compress',
  'Content-MD5': 'request_params_Content-MD5',
  'Content-Type': 'application/json',
  Date: 'request_params_Date',
  'Max-Forwards': '2',
  Pragma: 'no-cache',
  Range: 'bytes=0-499',
  Referer: 'https://example.com/page',
  Server: 'https://example.com/page',
  Upgrade: 'HTTP/2.0',
  'User-Agent': 'Override-Agent',
  Warn: '110 anderson/1.3.37 "Response is stale"',
  'WWW-Authenticate': 'Basic YWxhZGRpbjpvcGVuc2VzYW1l',
};
/** What a mapping puts there and nobody gets. */
const LOST = {
  Connection: 'keep-alive',
  Expect: '200-ok',
  'Proxy-Authenticate': 'Basic realm="Access to the internal site"',
  TE: 'gzip',
  Via: 'othersite.net',
};

const SENT = {
  Accept: 'application/json',
  'Accept-Charset': 'UTF-8',
  'Accept-Encoding': 'br',
  Age: 'request_Age',
  Authorization: 'Unauthorized',
  Connection: 'close',
  'Content-Encoding': 'deflate',
  'Content-MD5': 'request_Content-MD5',
  'Content-Type': 'application/json',
  Date: 'request_Date',
  'Max-Forwards': '2',
  Pragma: 'cache',
  'Proxy-Authenticate': 'Basic',
  Range: 'bytes=500-999',
  Referer: 'https://example.com/',
  Server: 'https://example.com/',
  TE: 'deflate',
  Upgrade: 'HTTP/2.0',
  'User-Agent': 'localStack/0.0',
  Via: 'p.example.net',
  Warn: '299 localStack/0.0',
  'WWW-Authenticate': 'Basic YWxhZGRpbjpvcGVuc2VzYW1l',
};

let backend: Backend;
let api: RunningRestApi;
beforeAll(async () => {
  backend = await startBackend(() => ({
    headers: { 'Content-Type': 'application/json', Server: 'gunicorn/19.9.0', 'Access-Control-Allow-Origin': '*' },
    body: '{"data":""}',
  }));
  const template = `{${HEADERS.map((name) => `"${name}": "$input.params('${name}')"`).join(',')}}`;
  const operation = (type: string, more = {}) => ({
    parameters: HEADERS.map((name) => ({ in: 'header', name })),
    responses: { 200: { headers: Object.fromEntries(HEADERS.map((name) => [name, {}])) } },
    'x-amazon-apigateway-integration': {
      type,
      httpMethod: 'POST',
      uri: backend.url,
      responses: { default: { statusCode: '200' } },
      ...more,
    },
  });
  const full = (type: string) => ({
    get: operation(type, {
      requestParameters: {
        'integration.request.header.Host': 'method.request.header.Host',
        ...mappings({ ...MAPPED, ...LOST }),
      },
      requestTemplates: { 'application/json': template },
      responses: {
        default: {
          statusCode: '200',
          responseParameters: Object.fromEntries(
            HEADERS.map((name) => [`method.response.header.${name}`, `'response_param_${name}'`]),
          ),
        },
      },
    }),
  });
  const pathsOf = (type: string) => ({
    [`/${type}/no-param`]: { get: operation(type) },
    [`/${type}/full`]: full(type),
    ...Object.fromEntries(
      FORBIDDEN.map((name) => [
        `/${type}/${name}`,
        { get: operation(type, { requestParameters: mappings({ [name]: '0' }) }) },
      ]),
    ),
  });
  api = await serveRestApi({ body: () => ({ paths: { ...pathsOf('http'), ...pathsOf('http_proxy') } }) });
});
afterAll(() => Promise.all([api.close(), backend.close()]));

const mappings = (values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`integration.request.header.${name}`, `'${value}'`]),
  );

const agentOf = (request: BackendRequest) => `AmazonAPIGateway_${gatewayHeaders(request)['X-Amzn-Apigateway-Api-Id']}`;

describe('HTTP', () => {
  it('R-70: nothing of a GET goes on', async () => {
    const answer = await api.call('/http/no-param', { headers: SENT });
    expect(recordedRequest(backend.request)).toEqual({
      Accept: 'application/json',
      'Content-Length': '0',
      Host: backend.host,
      'User-Agent': agentOf(backend.request),
      ...gatewayHeaders(backend.request),
    });
    expect(recordedHeaders(answer)).toEqual({
      ...OWN_HEADERS,
      ...TRACE,
      Connection: 'close',
      'Content-Length': '11',
      'Content-Type': 'application/json',
    });
  });

  it('R-67, R-68: headers that can be mapped, to the backend and back', async () => {
    const answer = await api.call('/http/full', { headers: SENT });
    const host = new URL(api.url).host;
    const { body } = backend.request;
    expect(recordedRequest(backend.request)).toEqual({
      ...MAPPED,
      Host: host,
      'Content-Length': String(body.length),
      ...gatewayHeaders(backend.request),
    });
    const lost = ['Connection', 'Content-MD5', 'Max-Forwards', 'Proxy-Authenticate', 'Server', 'TE', 'Upgrade'];
    const known = { ...SENT, ...Object.fromEntries([...lost, 'WWW-Authenticate'].map((name) => [name, ''])) };
    const unsent = { 'Content-Length': '', Expect: '', 'Transfer-Encoding': '', Trailer: '' };
    expect(JSON.parse(body.toString())).toEqual({ ...known, ...unsent, Host: host });

    const plain = ['Accept', 'Accept-Charset', 'Accept-Encoding', 'Age', 'Content-Encoding', 'Content-Type', 'Pragma'];
    const remapped = ['Authorization', 'Connection', 'Content-Length', 'Content-MD5', 'Expect', 'Host', 'Max-Forwards'];
    const more = ['Proxy-Authenticate', 'Server', 'Trailer', 'Upgrade', 'User-Agent', 'WWW-Authenticate'];
    expect(recordedHeaders(answer)).toEqual({
      ...OWN_HEADERS,
      ...TRACE,
      Connection: 'close',
      'Content-Length': '11',
      ...Object.fromEntries(
        [...plain, 'Range', 'Referer', 'TE', 'Via', 'Warn'].map((name) => [name, `response_param_${name}`]),
      ),
      ...Object.fromEntries(
        [...remapped, ...more].map((name) => [`x-amzn-Remapped-${name}`, `response_param_${name}`]),
      ),
      'x-amzn-Remapped-Date': '<x-amzn-remapped-date>',
    });
  });
});

describe('HTTP proxy', () => {
  const GIVEN_BACK = {
    ...OWN_HEADERS,
    'Access-Control-Allow-Origin': '*',
    Connection: 'close',
    'Content-Length': '11',
    'Content-Type': 'application/json',
    'x-amzn-Remapped-Connection': 'keep-alive',
    'x-amzn-Remapped-Content-Length': '11',
    'x-amzn-Remapped-Date': '<x-amzn-remapped-date>',
    'x-amzn-Remapped-Server': 'gunicorn/19.9.0',
  };

  it('R-11, R-67, R-68: what goes on of a GET and comes back, without a trace of the gateway’s', async () => {
    const answer = await api.call('/http_proxy/no-param', { headers: SENT });
    const { Accept, Age, Authorization, Date, Pragma, Range, Referer, Warn } = SENT;
    expect(recordedRequest(backend.request)).toEqual({
      ...{ Accept, Age, Authorization, Date, Pragma, Range, Referer, Warn },
      'Accept-Charset': 'UTF-8',
      'Accept-Encoding': 'br',
      'Content-Length': '0',
      'Content-Type': 'application/json',
      Host: backend.host,
      'User-Agent': 'localStack/0.0',
      ...gatewayHeaders(backend.request),
    });
    expect(recordedHeaders(answer)).toEqual(GIVEN_BACK);
  });

  it('R-68: mapped headers take the place of those that were sent', async () => {
    const answer = await api.call('/http_proxy/full', { headers: SENT });
    expect(recordedRequest(backend.request)).toEqual({
      ...MAPPED,
      'Content-Length': '0',
      Host: new URL(api.url).host,
      ...gatewayHeaders(backend.request),
    });
    expect(recordedHeaders(answer)).toEqual(GIVEN_BACK);
  });
});

it.each(['http', 'http_proxy'].flatMap((type) => FORBIDDEN.map((name) => `/${type}/${name}`)))(
  'R-69: a mapping that can not be: %s',
  async (path) => {
    const answer = await api.call(path, { headers: SENT });
    expect([answer.status, answer.body, recordedHeaders(answer)]).toEqual([
      500,
      SERVER_ERROR.body,
      SERVER_ERROR.headers,
    ]);
  },
);
