import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { OBEY_REST, RunningRestApi, serveRestApi } from '../support/rest-api';

const LONG = 'compress me '.repeat(20);

let api: RunningRestApi;
beforeAll(async () => {
  api = await serveRestApi({
    functions: { Obey: OBEY_REST },
    body: ({ calls }) => ({
      'x-amazon-apigateway-minimum-compression-size': 50,
      'x-amazon-apigateway-gateway-responses': { UNSUPPORTED_MEDIA_TYPE: { statusCode: 418 } },
      paths: { '/echo': { post: calls('Echo') }, '/obey': { post: calls('Obey') } },
    }),
  });
});
afterAll(() => api.close());

const obey = (output: object, accept?: string) =>
  api.call('/obey', {
    method: 'POST',
    headers: accept === undefined ? {} : { 'Accept-Encoding': accept },
    body: JSON.stringify(output),
  });
const plain = (body: Buffer) => body;

it.each([
  ['gzip', 'gzip', gunzipSync],
  ['deflate,gzip', 'deflate', inflateSync],
  ['deflate;q=0.5,gzip;q=1.0', 'gzip', gunzipSync],
  ['gzip;q=1.0,identity;q=0.5,*;q=0', 'gzip', gunzipSync],
  ['gzip, deflate, br', 'gzip', gunzipSync],
  ['br;q=1.0,gzip;q=0.5', undefined, plain],
  ['gzip;q=0', undefined, plain],
  ['*', undefined, plain],
  ['', undefined, plain],
  [undefined, undefined, plain],
])('R-73: an answer for who accepts %s', async (accept, coding, decode) => {
  const { headers, body } = await obey({ body: LONG }, accept);
  expect([headers['content-encoding'], decode(Buffer.from(body, 'latin1')).toString()]).toEqual([coding, LONG]);
});

it('R-73: what is short or encoded already is left as it is', async () => {
  expect((await obey({ body: 'short' }, 'gzip')).headers).not.toHaveProperty('content-encoding');
  const { headers, body } = await obey({ body: LONG, headers: { 'Content-Encoding': 'br' } }, 'gzip');
  expect([headers['content-encoding'], body]).toEqual(['br', LONG]);
});

const send = (coding: string, body: Buffer) =>
  api.call('/echo', { method: 'POST', headers: { 'Content-Encoding': coding, 'Accept-Encoding': 'identity' }, body });

it.each([
  ['gzip', gzipSync(Buffer.from(JSON.stringify([...Array(99).keys()])))],
  ['deflate', deflateSync(Buffer.from(JSON.stringify([...Array(99).keys()])))],
  ['identity', Buffer.from(JSON.stringify([...Array(99).keys()]))],
])('R-73: a body in %s', async (coding, body) => {
  const { status, body: event } = await send(coding, body);
  expect([status, JSON.parse(JSON.parse(event).body)]).toEqual([200, [...Array(99).keys()]]);
});

it.each([
  ['br', Buffer.from(LONG)],
  ['gzip', Buffer.from(LONG)],
  ['deflate', gzipSync(Buffer.from(LONG.repeat(40)))],
])('R-48, R-73: a body that is not in %s, with the gateway response of its type', async (coding, body) => {
  const answer = await send(coding, body);
  expect([answer.status, JSON.parse(answer.body)]).toEqual([418, { message: 'Unsupported Media Type' }]);
});

it('R-73: a body below the minimum is not looked at', async () => {
  expect(JSON.parse((await send('br', Buffer.from('short'))).body).body).toBe('short');
});
