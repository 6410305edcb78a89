/**
 * Events that functions got from HTTP APIs, and answers that callers got for what functions returned, recorded by AWS for
 * its .NET tools (aws-lambda-dotnet, Tools/LambdaTestTool-v2/tests, Snapshots).
 */
import { call, eventOf } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { apiTemplate, lambdaProxy, OBEY } from '../support/template';

let running: RunningFixture;
let url: string;
beforeAll(async () => {
  const echo = (payloadFormat: string) => lambdaProxy(payloadFormat === '1.0' ? 'Echo10' : 'Echo', payloadFormat);
  const template = apiTemplate({
    routes: {
      'POST /v1/respond': lambdaProxy('Obey', '1.0'),
      'POST /v2/respond': lambdaProxy('Obey'),
      'POST /v1/users/{userId}/orders': echo('1.0'),
      'POST /v2/users/{userId}/orders': echo('2.0'),
      'POST /v1/users/{username}/orders/{orderName}': echo('1.0'),
      'POST /v2/users/{username}/orders/{orderName}': echo('2.0'),
      'POST /v1/search': echo('1.0'),
      'POST /v2/search': echo('2.0'),
    },
    functions: {
      Obey: OBEY,
      Echo: 'exports.handler = async (event) => event;',
      Echo10: 'exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });',
    },
  });
  running = await serveTemplate(template);
  url = running.gateway.url('Api');
});
afterAll(() => running.close());

const TEXT = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json';
const ERROR = [500, JSON_TYPE, '{"message":"Internal Server Error"}'] as const;
const typed = { 'Content-Type': JSON_TYPE };

describe.each(['v1', 'v2'])('H-25 to H-33: answers of payload format %s', (version) => {
  it.each([
    ['a status', { statusCode: 201, body: '{"message":"Created"}' }, 201, TEXT, '{"message":"Created"}'],
    ['a text', { statusCode: 200, body: 'Hello, World!' }, 200, TEXT, 'Hello, World!'],
    ['JSON', { statusCode: 200, headers: typed, body: '{"a":1}' }, 200, JSON_TYPE, '{"a":1}'],
    [
      'another type',
      { statusCode: 200, headers: { 'Content-Type': 'application/xml' }, body: 'x' },
      200,
      'application/xml',
      'x',
    ],
    ['base64', { statusCode: 200, body: 'eyJhIjoxfQ==', isBase64Encoded: true }, 200, TEXT, '{"a":1}'],
    ['status 0', { statusCode: 0, body: '{"key":"value"}' }, ...ERROR],
    ['status 200.5', { statusCode: 200.5, headers: typed, body: 'Hello' }, ...ERROR],
  ])('%s', async (_, output, status, contentType, body) => {
    const answer = await call(url, `/${version}/respond`, {
      method: 'POST',
      body: JSON.stringify(output),
      headers: typed,
    });
    expect(answer).toMatchObject({ status, body });
    expect(headersOf(answer.rawHeaders)).toEqual({
      Date: [expect.any(String)],
      Connection: [expect.any(String)],
      'Apigw-Requestid': [expect.stringMatching(/^[\w-]{15}=$/)],
      'Content-Type': [contentType],
      'Content-Length': [String(body.length)],
    });
  });

  it('H-32: header names are in Title-Case, whatever the function calls them', async () => {
    const headers = { ...typed, myheader: 'test,other', anotherheader: 'secondvalue', 'X-Custom-Header': 'v' };
    const body = JSON.stringify({ statusCode: 200, headers, body: '{}' });
    const { rawHeaders } = await call(url, `/${version}/respond`, { method: 'POST', body, headers: typed });
    expect(headersOf(rawHeaders)).toMatchObject({
      Myheader: ['test,other'],
      Anotherheader: ['secondvalue'],
      'X-Custom-Header': ['v'],
    });
  });
});

it('H-31: single values come before the multi-value ones of the same name', async () => {
  const output = {
    statusCode: 200,
    headers: { ...typed, 'Combined-Header': 'single-value' },
    multiValueHeaders: { 'X-Multi-Header': ['a', 'b'], 'Combined-Header': ['multi-value1', 'multi-value2'] },
    body: '{}',
  };
  const { rawHeaders } = await call(url, '/v1/respond', {
    method: 'POST',
    body: JSON.stringify(output),
    headers: typed,
  });
  expect(headersOf(rawHeaders)).toMatchObject({
    'X-Multi-Header': ['a', 'b'],
    'Combined-Header': ['single-value', 'multi-value1', 'multi-value2'],
  });
});

it.each([
  ['{"name": "John Doe", "age":', '{"name": "John Doe", "age":'],
  ['Hello, World!', 'Hello, World!'],
  ['', ''],
  ['Special "quoted" text', 'Special "quoted" text'],
  [42, '42'],
  [true, 'true'],
])('H-26: %j is the body of a 200', async (output, body) => {
  const answer = await call(url, '/v2/respond', { method: 'POST', body: JSON.stringify(output), headers: typed });
  expect(answer).toMatchObject({ status: 200, body, headers: { 'content-type': JSON_TYPE } });
});

const UNICODE = '/%E2%98%95%20Coffee/orders/%F0%9F%98%8A%20Happy';
const SPECIAL = '/****%20Doe/orders/Summer%20Sale%202023';

it.each([
  [UNICODE, '☕ Coffee', '😊 Happy'],
  [SPECIAL, '**** Doe', 'Summer Sale 2023'],
])('H-11, H-15, H-22: %s', async (path, username, orderName) => {
  const decoded = `${username}/orders/${orderName}`;
  const pathParameters = { orderName, username };
  const [one, two] = await Promise.all(
    ['v1', 'v2'].map((version) => eventOf(url, `/${version}/users${path}`, { method: 'POST' })),
  );
  expect(one).toMatchObject({
    resource: '/v1/users/{username}/orders/{orderName}',
    path: `/v1/users${path}`,
    pathParameters,
    requestContext: { path: `/v1/users/${decoded}`, resourceId: 'POST /v1/users/{username}/orders/{orderName}' },
  });
  const rawPath = `/v2/users/${decoded}`;
  expect(two).toMatchObject({ rawPath, pathParameters, requestContext: { http: { path: rawPath } } });
  expect(Object.keys(two!.pathParameters as object)).toEqual(['orderName', 'username']);
});

it('H-12, H-15, H-22: encoded query strings', async () => {
  const query = 'q=Hello%20World&tag=C%23%20Programming&tag=.NET%20Core&literal=a+b&plus=a%2Bb&empty=';
  const [one, two] = await Promise.all(
    ['v1', 'v2'].map((version) => eventOf(url, `/${version}/search?${query}`, { method: 'POST' })),
  );
  const shared = { q: 'Hello World', literal: 'a b', plus: 'a+b', empty: '' };
  expect(one).toMatchObject({
    queryStringParameters: { ...shared, tag: '.NET Core' },
    multiValueQueryStringParameters: { q: ['Hello World'], tag: ['C# Programming', '.NET Core'] },
  });
  expect(two).toMatchObject({
    rawQueryString: query,
    queryStringParameters: { ...shared, tag: 'C# Programming,.NET Core' },
  });
});

it('H-13, H-14, H-22: headers and cookies', async () => {
  const request = {
    method: 'POST',
    headers: {
      'Content-Type': TEXT,
      Accept: 'text/html, application/json',
      Cookie: 'session=abc123; theme=dark',
      Host: 'x',
      'User-Agent': 'TestAgent',
      'X-Custom-Header': 'value1',
    },
  };
  const [one, two] = await Promise.all(
    ['v1', 'v2'].map((version) => eventOf(url, `/${version}/users/123/orders`, request)),
  );
  expect(Object.keys(one!.headers as object)).toEqual([
    'Accept',
    'Content-Length',
    'Content-Type',
    'Cookie',
    'Host',
    'User-Agent',
    'X-Amzn-Trace-Id',
    'X-Custom-Header',
    'X-Forwarded-For',
    'X-Forwarded-Port',
    'X-Forwarded-Proto',
  ]);
  expect(one).toMatchObject({ headers: { 'Content-Length': '0' }, body: null, isBase64Encoded: false });
  expect(two).toMatchObject({
    cookies: ['session=abc123', 'theme=dark'],
    headers: { accept: 'text/html, application/json', 'content-length': '0', 'x-custom-header': 'value1' },
    requestContext: { http: { protocol: 'HTTP/1.1', userAgent: 'TestAgent' } },
  });
});

it.each(['v1', 'v2'])('H-19: bytes, in format %s', async (version) => {
  const headers = { 'Content-Type': 'application/octet-stream' };
  const body = Buffer.from([1, 2, 3, 4, 5]);
  expect(await eventOf(url, `/${version}/users/1/orders`, { method: 'POST', headers, body })).toMatchObject({
    body: 'AQIDBAU=',
    isBase64Encoded: true,
  });
});

function headersOf(rawHeaders: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    (headers[rawHeaders[index]!] ??= []).push(rawHeaders[index + 1]!);
  }
  return headers;
}
