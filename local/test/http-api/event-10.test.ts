import { eventOf } from '../support/call';
import { RunningFixture, serveTemplate, TestClock } from '../support/gateway';
import { apiTemplate } from '../support/template';

let running: RunningFixture;
let url: string;
beforeAll(async () => {
  const template = apiTemplate({
    routes: { $default: 'Echo', 'POST /orders/{id}': 'Echo' },
    payloadFormat: '1.0',
    functions: {
      // an event of format 1.0 is no response of that format
      Echo: 'exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });',
    },
  });
  running = await serveTemplate(template, { clock: new TestClock() });
  url = running.gateway.url('Api');
});
afterAll(() => running.close());

it('H-21 to H-23: the whole event, no more and no less', async () => {
  const event = await eventOf(url, '/orders/a%20b?q=1&q=2', {
    method: 'POST',
    headers: [
      'Host',
      'h:1',
      'x-custom-header',
      'one',
      'X-Custom-Header',
      'two',
      'cookie',
      'a=1',
      'content-type',
      'text/plain',
      'Content-Length',
      '2',
    ],
    body: 'hi',
  });
  const { apiId, requestId } = event.requestContext as { apiId: string; requestId: string };
  expect(event).toEqual({
    version: '1.0',
    resource: '/orders/{id}',
    path: '/orders/a%20b',
    httpMethod: 'POST',
    headers: {
      Host: 'h:1',
      'X-Custom-Header': 'two',
      Cookie: 'a=1',
      'Content-Type': 'text/plain',
      'Content-Length': '2',
      'X-Amzn-Trace-Id': expect.any(String),
      'X-Forwarded-For': '127.0.0.1',
      'X-Forwarded-Port': '1',
      'X-Forwarded-Proto': 'http',
    },
    multiValueHeaders: {
      Host: ['h:1'],
      'X-Custom-Header': ['one', 'two'],
      Cookie: ['a=1'],
      'Content-Type': ['text/plain'],
      'Content-Length': ['2'],
      'X-Amzn-Trace-Id': [expect.any(String)],
      'X-Forwarded-For': ['127.0.0.1'],
      'X-Forwarded-Port': ['1'],
      'X-Forwarded-Proto': ['http'],
    },
    queryStringParameters: { q: '2' },
    multiValueQueryStringParameters: { q: ['1', '2'] },
    requestContext: {
      accountId: '000000000000',
      apiId,
      domainName: `${apiId}.execute-api.us-east-1.amazonaws.com`,
      domainPrefix: apiId,
      extendedRequestId: requestId,
      httpMethod: 'POST',
      identity: {
        accessKey: null,
        accountId: null,
        caller: null,
        cognitoAmr: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: '127.0.0.1',
        user: null,
        userAgent: '',
        userArn: null,
      },
      path: '/orders/a b',
      protocol: 'HTTP/1.1',
      requestId,
      requestTime: '15/Jan/2026:12:30:45 +0000',
      requestTimeEpoch: 1768480245000,
      resourceId: 'POST /orders/{id}',
      resourcePath: '/orders/{id}',
      stage: '$default',
    },
    pathParameters: { id: 'a b' },
    stageVariables: null,
    body: 'hi',
    isBase64Encoded: false,
  });
});

it('H-22: of many values the last counts; path is as it was sent, the parameters are decoded', async () => {
  const event = await eventOf(url, '/orders/%E2%98%95%20x?tag=C%23&tag=b+c', {
    method: 'POST',
    headers: ['Host', 'h', 'Accept', 'a', 'Accept', 'b', 'Cookie', 'a=1; b=2'],
  });
  expect(event).toMatchObject({
    path: '/orders/%E2%98%95%20x',
    requestContext: { path: '/orders/☕ x' },
    pathParameters: { id: '☕ x' },
    headers: { Accept: 'b', Cookie: 'a=1; b=2' },
    multiValueHeaders: { Accept: ['a', 'b'], Cookie: ['a=1; b=2'] },
    queryStringParameters: { tag: 'b c' },
    multiValueQueryStringParameters: { tag: ['C#', 'b c'] },
  });
});

it('H-21: missing maps and body are null', async () => {
  expect(await eventOf(url, '/x')).toMatchObject({
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    body: null,
  });
});

it('H-23: the resource of $default is $default', async () => {
  const event = await eventOf(url, '/x');
  expect(event).toMatchObject({
    resource: '$default',
    requestContext: { resourceId: '$default', resourcePath: '$default' },
  });
});
