/**
 * Headers on their way through a function that is called without proxy, recorded by localstack
 * (tests/aws/services/apigateway/test_apigateway_integrations, test_apigateway_header_remapping_aws).
 */
import { FORBIDDEN, OWN_HEADERS, recordedHeaders, SERVER_ERROR, TRACE } from '../support/recorded';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

/** What the caller sends; what of it a template sees, if that is something else; what a mapped one is called on the way back. */
const HEADERS: Readonly<
  Record<string, { readonly sent?: string; readonly seen?: string; readonly answered?: string }>
> = {
  Accept: { sent: 'application/json' },
  'Accept-Charset': { sent: 'UTF-8' },
  'Accept-Encoding': { sent: 'br' },
  Age: { sent: 'request_Age' },
  Authorization: { sent: 'Unauthorized', answered: 'x-amzn-Remapped-Authorization' },
  Connection: { sent: 'close', seen: '', answered: 'x-amzn-Remapped-Connection' },
  'Content-Encoding': { sent: 'deflate' },
  'Content-Length': { seen: '', answered: 'x-amzn-Remapped-Content-Length' },
  'Content-MD5': { sent: 'request_Content-MD5', seen: '', answered: 'x-amzn-Remapped-Content-MD5' },
  'Content-Type': { sent: 'application/json' },
  Date: { sent: 'request_Date', answered: 'x-amzn-Remapped-Date' },
  'Max-Forwards': { sent: '2', seen: '', answered: 'x-amzn-Remapped-Max-Forwards' },
  Pragma: { sent: 'cache' },
  'Proxy-Authenticate': { sent: 'Basic', seen: '', answered: 'x-amzn-Remapped-Proxy-Authenticate' },
  Range: { sent: 'bytes=500-999' },
  Referer: { sent: 'https://example.com/' },
  Server: { sent: 'https://example.com/', seen: '', answered: 'x-amzn-Remapped-Server' },
  TE: { sent: 'deflate', seen: '' },
  Upgrade: { seen: '', answered: 'x-amzn-Remapped-Upgrade' },
  'User-Agent': { sent: 'localStack/0.0', answered: 'x-amzn-Remapped-User-Agent' },
  Via: { sent: 'p.example.net' },
  Warn: { sent: '299 localStack/0.0' },
  'WWW-Authenticate': { sent: 'Basic YWxh', seen: '', answered: 'x-amzn-Remapped-WWW-Authenticate' },
};
const NAMES = Object.keys(HEADERS);

let api: RunningRestApi;
beforeAll(async () => {
  api = await serveRestApi({
    functions: { Event: 'exports.handler = async (event) => event;' },
    body: ({ uri }) => {
      const operation = (more: object = {}): object => ({
        get: {
          parameters: NAMES.map((name) => ({ in: 'header', name })),
          responses: { 200: { headers: Object.fromEntries(NAMES.map((name) => [name, {}])) } },
          'x-amazon-apigateway-integration': {
            type: 'aws',
            httpMethod: 'POST',
            uri: uri('Event'),
            responses: { default: { statusCode: '200' } },
            ...more,
          },
        },
      });
      const template = `{${NAMES.map((name) => `"${name}": "$input.params('${name}')"`).join(',')}}`;
      const mapped = NAMES.map((name) => [`method.response.header.${name}`, `'response_param_${name}'`]);
      return {
        paths: {
          '/no-param': operation(),
          '/full': operation({
            requestParameters: { 'integration.request.header.User-Agent': "'Override-Agent'" },
            requestTemplates: { 'application/json': template },
            responses: { default: { statusCode: '200', responseParameters: Object.fromEntries(mapped) } },
          }),
          ...Object.fromEntries(
            FORBIDDEN.map((name) => [
              `/${name.toLowerCase()}`,
              operation({ requestParameters: { [`integration.request.header.${name}`]: "'x'" } }),
            ]),
          ),
        },
      };
    },
  });
});
afterAll(() => api.close());

const get = async (path: string) => {
  const sent = Object.entries(HEADERS).flatMap(([name, { sent: value }]) => (value === undefined ? [] : [name, value]));
  const answer = await api.call(path, { headers: [...sent, 'Host', 'api.example.com'] });
  return { status: answer.status, body: answer.body, headers: recordedHeaders(answer) };
};

it('without a template the event is empty', async () => {
  expect(await get('/no-param')).toEqual({
    status: 200,
    body: '{}',
    headers: {
      ...OWN_HEADERS,
      ...TRACE,
      Connection: 'close',
      'Content-Length': '2',
      'Content-Type': 'application/json',
    },
  });
});

it('a template sees what the gateway does not drop; mapped headers of the answer get names of their own', async () => {
  const { status, headers, body } = await get('/full');
  expect(status).toBe(200);
  expect(JSON.parse(body)).toEqual(
    Object.fromEntries(Object.entries(HEADERS).map(([name, { sent, seen = sent }]) => [name, seen])),
  );
  const mapped = Object.entries(HEADERS).map(([name, { answered = name }]) => [answered, `response_param_${name}`]);
  expect(headers).toEqual({
    ...Object.fromEntries(mapped),
    ...OWN_HEADERS,
    ...TRACE,
    'x-amzn-Remapped-Date': '<x-amzn-remapped-date>',
    Connection: 'close',
    'Content-Length': String(Buffer.byteLength(body)),
  });
});

it.each(FORBIDDEN)('a mapping to %s is an error (R-69)', async (name) => {
  expect(await get(`/${name.toLowerCase()}`)).toEqual({ status: 500, ...SERVER_ERROR });
});
