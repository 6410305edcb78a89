/**
 * Bodies on their way through an integration that is no proxy, recorded by localstack with S3 behind it
 * (tests/aws/services/apigateway/test_apigateway_s3, TestApiGatewayS3BinarySupport): the rules are those of every backend.
 */
import { gzipSync } from 'node:zlib';
import { Backend, startBackend } from '../support/backend';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

const RAW = gzipSync('compressed data, should be invalid UTF-8 string');
const BODIES = {
  raw: RAW,
  encoded: Buffer.from(RAW.toString('base64')),
  text: Buffer.from('this is a UTF8 text typed object'),
};
type Body = keyof typeof BODIES;

/** What becomes of a body. */
const CONVERSIONS = {
  same: (body: Buffer) => body,
  'as text': (body: Buffer) => Buffer.from(body.toString()),
  encoded: (body: Buffer) => Buffer.from(body.toString('base64')),
  decoded: (body: Buffer) => Buffer.from(body.toString(), 'base64'),
};
type Outcome = keyof typeof CONVERSIONS | 'failed';

const HANDLING = { none: undefined, text: 'CONVERT_TO_TEXT', binary: 'CONVERT_TO_BINARY' };
type Handling = keyof typeof HANDLING;

let backend: Backend;
let withTypes: RunningRestApi;
let without: RunningRestApi;
beforeAll(async () => {
  backend = await startBackend(({ url }) => {
    const [, type, name] = /^\/back\/(.+)\/(\w+)$/.exec(url) ?? [];
    return name ? { headers: { 'Content-Type': type!.replace('-', '/') }, body: BODIES[name as Body] } : {};
  });
  const http = (uri: string, integration: object, response: object = {}) => ({
    responses: { 200: {} },
    'x-amazon-apigateway-integration': {
      type: 'http',
      httpMethod: 'PUT',
      uri: backend.url + uri,
      responses: { default: { statusCode: '200', ...response } },
      ...integration,
    },
  });
  const serve = (types: readonly string[]) =>
    serveRestApi({
      body: () => ({
        'x-amazon-apigateway-binary-media-types': types,
        paths: Object.fromEntries(
          Object.entries(HANDLING).flatMap(([name, contentHandling]) => {
            const template = { 'application/json': '{"data": "$input.body"}' };
            return [
              [`/to/${name}`, { put: http('/to', { contentHandling }) }],
              [`/to-template/${name}`, { put: http('/to', { contentHandling, requestTemplates: template }) }],
              ...['image-png', 'text-plain'].flatMap((type) =>
                Object.keys(BODIES).flatMap((body) => [
                  [`/back/${name}/${type}/${body}`, { get: http(`/back/${type}/${body}`, {}, { contentHandling }) }],
                  [
                    `/back-template/${name}/${type}/${body}`,
                    { get: http(`/back/${type}/${body}`, {}, { contentHandling, responseTemplates: template }) },
                  ],
                ]),
              ),
            ];
          }),
        ),
      }),
    });
  [without, withTypes] = await Promise.all([serve([]), serve(['image/png'])]);
});
afterAll(() => Promise.all([withTypes.close(), without.close(), backend.close()]));

type Types = 'no types' | 'types';
const apiOf = (types: Types) => (types === 'types' ? withTypes : without);

it.each<[Types, string, Handling, Partial<Record<Body, Outcome>>]>([
  ['no types', 'image/png', 'none', { raw: 'as text', encoded: 'same', text: 'same' }],
  ['no types', 'image/png', 'text', { raw: 'as text', encoded: 'same', text: 'same' }],
  ['no types', 'image/png', 'binary', { raw: 'failed', encoded: 'decoded', text: 'failed' }],
  ['types', 'image/png', 'none', { raw: 'same', encoded: 'same', text: 'same' }],
  ['types', 'image/png', 'text', { raw: 'encoded', encoded: 'encoded', text: 'encoded' }],
  ['types', 'image/png', 'binary', { raw: 'same', encoded: 'same', text: 'same' }],
  ['types', 'text/plain', 'none', { raw: 'as text', encoded: 'same', text: 'same' }],
  ['types', 'text/plain', 'text', { raw: 'as text', encoded: 'same', text: 'same' }],
  ['types', 'text/plain', 'binary', { raw: 'failed', encoded: 'decoded', text: 'failed' }],
])('R-71: to the backend: %s, %s, contentHandling %s', async (types, contentType, handling, outcomes) => {
  for (const [name, outcome] of Object.entries(outcomes) as [Body, Outcome][]) {
    const answer = await apiOf(types).call(`/to/${handling}`, {
      method: 'PUT',
      headers: { 'Content-Type': contentType },
      body: BODIES[name],
    });
    expect([name, answer.status]).toEqual([name, outcome === 'failed' ? 500 : 200]);
    if (outcome !== 'failed') expect(backend.request.body).toEqual(CONVERSIONS[outcome](BODIES[name]));
  }
});

it.each<[Types, string, string, Handling, Partial<Record<Body, Outcome>>]>([
  ['no types', 'image-png', 'image/png', 'none', { raw: 'as text', encoded: 'same', text: 'same' }],
  ['types', 'text-plain', 'image/png', 'none', { raw: 'failed', encoded: 'decoded', text: 'failed' }],
  ['types', 'image-png', 'image/png', 'none', { raw: 'same', encoded: 'same', text: 'same' }],
  ['types', 'text-plain', 'text/plain', 'none', { raw: 'as text', encoded: 'same', text: 'same' }],
  ['types', 'image-png', 'text/plain', 'none', { raw: 'encoded', encoded: 'encoded', text: 'encoded' }],
  ['no types', 'image-png', 'image/png', 'text', { raw: 'as text', encoded: 'same', text: 'same' }],
  ['types', 'text-plain', 'image/png', 'text', { raw: 'as text', encoded: 'same', text: 'same' }],
  ['types', 'image-png', 'image/png', 'text', { raw: 'encoded', encoded: 'encoded', text: 'encoded' }],
  ['types', 'text-plain', 'text/plain', 'text', { raw: 'as text', encoded: 'same', text: 'same' }],
  ['types', 'image-png', 'text/plain', 'text', { raw: 'encoded', encoded: 'encoded', text: 'encoded' }],
  ['no types', 'image-png', 'image/png', 'binary', { raw: 'failed', encoded: 'decoded', text: 'failed' }],
  ['types', 'text-plain', 'image/png', 'binary', { raw: 'failed', encoded: 'decoded', text: 'failed' }],
  ['types', 'image-png', 'image/png', 'binary', { raw: 'same', encoded: 'same', text: 'same' }],
  ['types', 'text-plain', 'text/plain', 'binary', { raw: 'failed', encoded: 'decoded', text: 'failed' }],
  ['types', 'image-png', 'text/plain', 'binary', { raw: 'same', encoded: 'same', text: 'same' }],
])(
  'R-71: to the caller: %s, %s for who accepts %s, contentHandling %s',
  async (types, type, accept, handling, outcomes) => {
    for (const [name, outcome] of Object.entries(outcomes) as [Body, Outcome][]) {
      const headers = { Accept: accept };
      const { status, body } = await apiOf(types).call(`/back/${handling}/${type}/${name}`, { headers });
      expect([name, status]).toEqual([name, outcome === 'failed' ? 500 : 200]);
      if (outcome !== 'failed') expect(Buffer.from(body, 'latin1')).toEqual(CONVERSIONS[outcome](BODIES[name]));
    }
  },
);

it('R-71: a template reads no bytes', async () => {
  const put = (handling: Handling) => {
    const headers = { 'Content-Type': 'application/json' };
    return without.call(`/to-template/${handling}`, { method: 'PUT', headers, body: BODIES.encoded });
  };
  expect([(await put('binary')).status, (await put('text')).status]).toEqual([500, 200]);
  const get = (handling: Handling) =>
    withTypes.call(`/back-template/${handling}/text-plain/encoded`, { headers: { Accept: 'image/png' } });
  expect((await get('text')).body).toBe(`{"data": "${BODIES.encoded.toString()}"}`);
  expect((await get('binary')).status).toBe(500);
});
