import { createServer, Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { closeServer, listenOnLoopback } from '../../src/core/loopback-server';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

const RAW = gzipSync('compressed data, which is no UTF-8');
const ENCODED = Buffer.from(RAW.toString('base64'));
const TEXT = Buffer.from('this is a UTF8 text typed object');
/** Each byte that is no UTF-8 becomes a replacement character. */
const LOST = Buffer.from(RAW.toString('utf8'));
const encode = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('base64'));

/** What the backend got, and what it answers. */
let got: Buffer | undefined;
let answer: { readonly type: string; readonly body: Buffer };
let backend: Server;
let api: RunningRestApi;
beforeAll(async () => {
  backend = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      got = Buffer.concat(chunks);
      response.setHeader('Content-Type', answer.type).end(answer.body);
    });
  });
  const uri = await listenOnLoopback(backend);
  const operation = (request: object, response: object): object => ({
    responses: { 200: {} },
    'x-amazon-apigateway-integration': {
      type: 'http',
      httpMethod: 'POST',
      uri,
      ...request,
      responses: { default: { statusCode: '200', ...response } },
    },
  });
  const handled = (contentHandling: string) => operation({ contentHandling }, { contentHandling });
  const template = { 'application/json': '{"data": "$input.body"}' };
  const toBinary = { contentHandling: 'CONVERT_TO_BINARY' };
  api = await serveRestApi({
    body: () => ({
      'x-amazon-apigateway-binary-media-types': ['image/png'],
      paths: {
        '/none': { post: operation({}, {}) },
        '/text': { post: handled('CONVERT_TO_TEXT') },
        '/binary': { post: handled('CONVERT_TO_BINARY') },
        '/request-template': { post: operation({ ...toBinary, requestTemplates: template }, {}) },
        '/response-template': { post: operation({}, { responseTemplates: template }) },
        '/response-template-binary': { post: operation({}, { ...toBinary, responseTemplates: template }) },
      },
    }),
  });
});
afterAll(async () => {
  await api.close();
  await closeServer(backend);
});
beforeEach(() => {
  got = undefined;
  // an empty body is anything
  answer = { type: 'application/json', body: Buffer.alloc(0) };
});

const post = (path: string, body: Buffer, type: string) =>
  api.call(path, { method: 'POST', body, headers: { 'content-type': type } });
const get = async (path: string, accept: string) => {
  const { status, body } = await api.call(path, { method: 'POST', headers: { accept } });
  return status === 200 ? Buffer.from(body, 'latin1') : status;
};

describe('R-71: what the backend gets (recorded)', () => {
  it.each<[path: string, type: string, sent: Buffer, expected: Buffer | 500]>([
    ['/none', 'image/png', RAW, RAW],
    ['/none', 'image/png', ENCODED, ENCODED],
    ['/none', 'text/plain', RAW, LOST],
    ['/none', 'text/plain', TEXT, TEXT],
    ['/text', 'image/png', RAW, encode(RAW)],
    ['/text', 'image/png', TEXT, encode(TEXT)],
    ['/text', 'text/plain', RAW, LOST],
    ['/text', 'text/plain', ENCODED, ENCODED],
    ['/binary', 'image/png', RAW, RAW],
    ['/binary', 'image/png', ENCODED, ENCODED],
    ['/binary', 'text/plain', ENCODED, RAW],
    ['/binary', 'text/plain', RAW, 500],
    ['/binary', 'text/plain', TEXT, 500],
    ['/request-template', 'image/png', ENCODED, ENCODED],
    ['/request-template', 'application/json', ENCODED, 500],
  ])('%s of %s', async (path, type, sent, expected) => {
    const { status } = await post(path, sent, type);
    expect(status === 200 ? got : status).toEqual(expected);
  });
});

describe('R-71: what the caller gets (recorded)', () => {
  it.each<[path: string, type: string, accept: string, body: Buffer, expected: Buffer | 500]>([
    ['/none', 'binary/octet-stream', 'image/png', ENCODED, RAW],
    ['/none', 'binary/octet-stream', 'image/png', RAW, 500],
    ['/none', 'binary/octet-stream', 'image/png', TEXT, 500],
    ['/none', 'binary/octet-stream', 'text/plain', RAW, LOST],
    ['/none', 'binary/octet-stream', 'text/plain', TEXT, TEXT],
    ['/none', 'image/png', 'image/png', RAW, RAW],
    ['/none', 'image/png', 'image/png', ENCODED, ENCODED],
    ['/none', 'image/png', 'text/plain', RAW, encode(RAW)],
    ['/none', 'image/png', 'text/plain', TEXT, encode(TEXT)],
    ['/text', 'binary/octet-stream', 'image/png', RAW, LOST],
    ['/text', 'image/png', 'image/png', ENCODED, encode(ENCODED)],
    ['/text', 'image/png', 'text/plain', RAW, encode(RAW)],
    ['/binary', 'binary/octet-stream', 'text/plain', ENCODED, RAW],
    ['/binary', 'binary/octet-stream', 'text/plain', TEXT, 500],
    ['/binary', 'image/png', 'text/plain', RAW, RAW],
    ['/response-template', 'binary/octet-stream', 'text/plain', ENCODED, Buffer.from(`{"data": "${ENCODED}"}`)],
    ['/response-template-binary', 'binary/octet-stream', 'text/plain', ENCODED, 500],
  ])('%s of %s for %s', async (path, type, accept, body, expected) => {
    answer = { type, body };
    expect(await get(path, accept)).toEqual(expected);
  });
});

it('the type is JSON whatever it is at the backend (recorded)', async () => {
  answer = { type: 'text/csv', body: TEXT };
  expect((await post('/none', TEXT, 'text/plain')).headers['content-type']).toBe('application/json');
});
