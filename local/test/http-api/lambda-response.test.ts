import fc from 'fast-check';
import { parseResponse10, parseResponse20 } from '../../src/http-api/lambda/lambda-response';
import { call } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { success } from '../support/success';
import { apiTemplate, OBEY } from '../support/template';

let two: RunningFixture;
let one: RunningFixture;
beforeAll(async () => {
  const functions = { Obey: OBEY };
  two = await serveTemplate(apiTemplate({ routes: { $default: 'Obey' }, functions }));
  one = await serveTemplate(apiTemplate({ routes: { $default: 'Obey' }, functions, payloadFormat: '1.0' }));
});
afterAll(() => Promise.all([two.close(), one.close()]));

const JSON_TYPE = { 'content-type': 'application/json' };
const answerTo = (running: RunningFixture, output: unknown) =>
  call(running.gateway.url('Api'), '/', { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(output) });
const INTERNAL_ERROR = '{"message":"Internal Server Error"}';

describe('payload 2.0', () => {
  it('H-25: status, headers and body; other keys are ignored', async () => {
    const answer = await answerTo(two, {
      statusCode: 201,
      headers: { 'X-Made': 'yes', 'content-type': 'text/html' },
      body: '<p>',
      multiValueHeaders: { 'x-ignored': ['1'] },
    });
    expect(answer).toMatchObject({
      status: 201,
      body: '<p>',
      headers: { 'x-made': 'yes', 'content-type': 'text/html' },
    });
    expect(answer.headers).not.toHaveProperty('x-ignored');
  });

  it.each([
    ['an object', { message: 'hi' }, '{"message":"hi"}'],
    ['a text', 'not json', 'not json'],
    ['an empty text', '', ''],
    ['null', null, 'null'],
    ['a number', 7, '7'],
    ['a body alone', { body: 'x' }, '{"body":"x"}'],
  ])('H-26: without statusCode, %s is the body of a 200', async (_, output, body) => {
    const answer = await answerTo(two, output);
    expect(answer).toMatchObject({ status: 200, body, headers: { 'content-type': 'application/json' } });
  });

  it.each(['[1, 2, 3]', '{"name": "Ada", "age": 30}', '4.0', 'true'])(
    'H-26: without statusCode, %s is the body of a 200 to the byte, as the runtime wrote it',
    (text) => {
      const { payload } = success(JSON.parse(text));
      expect(parseResponse20({ payload, text })?.body.toString()).toBe(text);
    },
  );

  it.each([0, 200.5, 'abc', null, {}])('H-27: statusCode %p is a 500', async (statusCode) => {
    expect(await answerTo(two, { statusCode })).toMatchObject({ status: 500, body: INTERNAL_ERROR });
  });

  it('H-28: text/plain when the function names no type', async () => {
    const { headers } = await answerTo(two, { statusCode: 200, body: '{}' });
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  it('H-29: base64 is decoded whatever the type and Accept are', async () => {
    const body = Buffer.from([0, 255, 128]).toString('base64');
    const answer = await answerTo(two, { statusCode: 200, body, isBase64Encoded: true });
    expect(Buffer.from(answer.body, 'latin1')).toEqual(Buffer.from([0, 255, 128]));
  });

  it('H-30: each cookie is a set-cookie of its own, before one among the headers', async () => {
    const output = { statusCode: 200, headers: { 'Set-Cookie': 'h=1' }, cookies: ['a=1; Path=/', 'b=2'] };
    expect((await answerTo(two, output)).headers['set-cookie']).toEqual(['a=1; Path=/', 'b=2', 'h=1']);
  });

  it('H-32: names are in Title-Case in HTTP/1.1', async () => {
    const { rawHeaders } = await answerTo(two, { statusCode: 200, headers: { myheader: '1', 'x-other-ONE': '2' } });
    expect(rawHeaders).toEqual(expect.arrayContaining(['Myheader', 'X-Other-One', 'Content-Type', 'Apigw-Requestid']));
  });

  it('H-33: apigw-requestid, and none of the headers of REST APIs', async () => {
    const { headers } = await answerTo(two, 'x');
    expect(headers['apigw-requestid']).toMatch(/^[\w-]{15}=$/);
    expect(headers['apigw-requestid']).toBe(two.gateway.requests.at(-1)?.requestId);
    expect(headers).not.toHaveProperty('x-amzn-requestid');
  });

  it('a body that is no text is a 500 (assumed)', async () => {
    expect(await answerTo(two, { statusCode: 200, body: { a: 1 } })).toMatchObject({ status: 500 });
  });

  it('a 204 has no body', async () => {
    const answer = await answerTo(two, { statusCode: 204, body: 'x' });
    expect(answer).toMatchObject({ status: 204, body: '' });
  });

  it('a header with a line break can not split the response', async () => {
    const answer = await answerTo(two, { statusCode: 200, headers: { a: 'b\r\nset-cookie: evil=1' } });
    expect(answer).toMatchObject({ status: 500, body: INTERNAL_ERROR });
  });
});

describe('payload 1.0', () => {
  it('H-31: needs a statusCode', async () => {
    for (const output of ['text', { message: 'x' }, null]) {
      expect(await answerTo(one, output)).toMatchObject({ status: 500, body: INTERNAL_ERROR });
    }
  });

  it('H-31: multi-value headers go out as lines of their own after the single values', async () => {
    const { rawHeaders } = await answerTo(one, {
      statusCode: 200,
      headers: { 'set-cookie': 'a=1' },
      multiValueHeaders: { 'Set-Cookie': ['b=2', 'c=3'] },
    });
    const cookies = rawHeaders.filter((_, index) => rawHeaders[index - 1] === 'Set-Cookie');
    expect(cookies).toEqual(['a=1', 'b=2', 'c=3']);
  });

  it('H-28: text/plain when the function names no type', async () => {
    const { headers } = await answerTo(one, { statusCode: 200, body: '{}' });
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  });
});

it('H-27, H-31: any output gives a response with a status that HTTP can carry, or none', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (output, statusCode) => {
      for (const parse of [parseResponse10, (value: unknown) => parseResponse20(success(value))]) {
        for (const value of [output, { statusCode, body: 'x' }]) {
          const response = parse(value);
          expect(response === undefined || (response.statusCode >= 200 && response.statusCode <= 599)).toBe(true);
        }
      }
    }),
  );
});
