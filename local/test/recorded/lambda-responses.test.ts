/**
 * Answers that callers got for what functions returned, recorded by localstack (tests/aws/services/apigateway/):
 * test_apigateway_lambda, test_aws_proxy_response_payload_format_validation, test_aws_proxy_binary_response and
 * test_lambda_aws_proxy_integration_non_post_method; test_apigateway_integrations, test_apigateway_header_remapping_aws.
 */
import { RunningRestApi, OBEY_REST, serveRestApi } from '../support/rest-api';
import { FORBIDDEN, OWN_HEADERS, recordedHeaders, SERVER_ERROR, TRACE } from '../support/recorded';

const CLOSE = { Connection: 'close' };
const KEEP_ALIVE = { Connection: 'keep-alive' };

let api: RunningRestApi;
let binary: RunningRestApi;
let wildcard: RunningRestApi;
beforeAll(async () => {
  const obeying = (types: readonly string[] = []) =>
    serveRestApi({
      functions: { Obey: OBEY_REST },
      body: ({ calls }) => ({
        'x-amazon-apigateway-binary-media-types': types,
        'x-amazon-apigateway-gateway-responses': { INTEGRATION_FAILURE: {} },
        paths: {
          '/test': { post: calls('Obey') },
          '/get': { post: calls('Obey', {}, { httpMethod: 'GET' }) },
          ...Object.fromEntries(
            FORBIDDEN.map((name) => [
              `/mapped/${name}`,
              { get: calls('Obey', {}, { requestParameters: { [`integration.request.header.${name}`]: "'x'" } }) },
            ]),
          ),
        },
      }),
    });
  [api, binary, wildcard] = await Promise.all([
    obeying(),
    obeying(['image/png', '*/test']),
    obeying(['image/png', 'application/*', 'image/jpg']),
  ]);
});
afterAll(() => Promise.all([api, binary, wildcard].map((running) => running.close())));

const returning = (output: unknown, headers: Record<string, string> = {}, from = api) =>
  from.call('/test', { method: 'POST', headers: { ...CLOSE, ...headers }, body: JSON.stringify(output) });

it.each<[string, object, Record<string, string>]>([
  ['nothing but a status', { statusCode: 200 }, {}],
  [
    'a header that is true',
    { headers: { 'test-header': 'value', 'header-bool': true } },
    { 'test-header': 'value', 'header-bool': 'true' },
  ],
  ['no headers', { statusCode: 200, headers: null }, {}],
  ['several values', { multiValueHeaders: { 'test-multi': ['value1', 'value2'] } }, { 'test-multi': 'value1, value2' }],
  [
    'one more value',
    { multiValueHeaders: { 'test-multi': ['value-multi'] }, headers: { 'test-multi': 'value-solo' } },
    { 'test-multi': 'value-multi, value-solo' },
  ],
  [
    'two spellings',
    { multiValueHeaders: { 'tesT-Multi': ['value-multi'] }, headers: { 'test-multi': 'value-solo' } },
    { 'tesT-Multi': 'value-multi, value-solo' },
  ],
])('R-11, R-22, R-24, R-25: %s', async (_, output, headers) => {
  const answer = await returning(output, KEEP_ALIVE);
  expect([answer.status, answer.body]).toEqual([200, '']);
  expect(recordedHeaders(answer)).toEqual({
    ...OWN_HEADERS,
    ...TRACE,
    ...KEEP_ALIVE,
    'Content-Length': '0',
    'Content-Type': 'application/json',
    ...headers,
  });
});

it.each<[string, unknown]>([
  ['a key that is not known', { statusCode: 200, wrongValue: 'value' }],
  ['values that are no list', { statusCode: 200, multiValueHeaders: { 'test-multi-invalid': 'value1' } }],
  ['a status that is no number', { statusCode: 'test' }],
  ['a text', 'justAString'],
])('R-23: %s', async (_, output) => {
  const answer = await returning(output);
  expect([answer.status, answer.body, recordedHeaders(answer)]).toEqual([502, SERVER_ERROR.body, SERVER_ERROR.headers]);
});

it('R-24: a status that is a text of digits', async () => {
  expect((await returning({ statusCode: '201' })).status).toBe(201);
});

it('R-27: an integration that does not POST is a failure of the integration, with a status of its own', async () => {
  const answer = await api.call('/get', { method: 'POST', body: '{}' });
  expect([answer.status, JSON.parse(answer.body)]).toEqual([500, { message: 'Internal server error' }]);
});

it.each(FORBIDDEN)('R-69: a mapping to %s fails, though nothing is mapped', async (name) => {
  const answer = await api.call(`/mapped/${name}`, { headers: CLOSE });
  expect([answer.status, answer.body, recordedHeaders(answer)]).toEqual([500, SERVER_ERROR.body, SERVER_ERROR.headers]);
});

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/wIAAgkBAyMAlYwAAAAASUVORK5CYII=';
const DECODED = Buffer.from(PIXEL, 'base64').toString('latin1');
const image = (headers: object = { 'Content-Type': 'image/png' }) => ({ body: PIXEL, isBase64Encoded: true, headers });

it.each([
  ['no binary types', () => api, 'image/png', PIXEL],
  ['the very type', () => binary, 'image/png', DECODED],
  ['another type', () => binary, 'image/jpg', PIXEL],
  ['image/*', () => binary, 'image/*', PIXEL],
  ['a wildcard on the left', () => binary, '*/test', PIXEL],
  ['what that wildcard might match', () => binary, 'random/test', PIXEL],
  ['everything', () => binary, '*/*', PIXEL],
  ['a wrong type first', () => binary, 'image/webp,image/png,*/*;q=0.8', PIXEL],
  ['the right type first', () => binary, 'image/png,image/*,*/*;q=0.8', DECODED],
  ['a wildcard on the right', () => wildcard, 'application/whatever', DECODED],
  ['that wildcard itself', () => wildcard, 'application/*', DECODED],
  ['a type of another kind than the body', () => wildcard, 'image/jpg', DECODED],
  ['half a type', () => wildcard, 'application', PIXEL],
  ['nothing', () => wildcard, undefined, PIXEL],
])('R-26, R-71: base64 for a caller who accepts %s', async (_, from, accept, expected) => {
  expect((await returning(image(), accept ? { Accept: accept } : {}, from())).body).toBe(expected);
});

it('R-26: neither the content type nor anything else of the body matters, but that it is base64', async () => {
  const accepting = (output: object) => returning(output, { Accept: 'image/png' }, wildcard);
  expect((await accepting(image({}))).body).toBe(DECODED);
  expect((await accepting({ ...image(), isBase64Encoded: false })).body).toBe(PIXEL);
  expect((await accepting({ ...image(), body: 'èé+à)(' })).status).toBe(500);
});
