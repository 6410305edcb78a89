import { RunningRestApi, serveRestApi } from '../support/rest-api';

let api: RunningRestApi;
beforeAll(async () => {
  api = await serveRestApi({
    body: ({ calls }) => ({
      'x-amazon-apigateway-binary-media-types': ['application/octet-stream', 'image/*'],
      paths: {
        '/orders/{id}': { get: calls('Echo', { operationId: 'getOrder' }), post: calls('Echo') },
      },
    }),
    stage: { variables: { colour: 'red' } },
  });
});
afterAll(() => api.close());

it('R-14, R-17, R-18: complete to the field', async () => {
  const headers = { 'User-Agent': 'tests', 'X-tEsT': 'a' };
  const event = await api.event('/orders/7?a=1&b=x%20y&a=2', { headers });
  const host = new URL(api.url).host;
  const trace = expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/) as string;
  const forwarded = {
    'X-Forwarded-For': '127.0.0.1',
    'X-Forwarded-Port': host.split(':')[1],
    'X-Forwarded-Proto': 'http',
  };
  const sent = { Host: host, 'User-Agent': 'tests', 'X-tEsT': 'a', 'X-Amzn-Trace-Id': trace, ...forwarded };
  const { apiId } = event.requestContext;
  expect(event).toEqual({
    resource: '/orders/{id}',
    path: '/orders/7',
    httpMethod: 'GET',
    headers: sent,
    multiValueHeaders: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, [value]])),
    queryStringParameters: { a: '2', b: 'x y' },
    multiValueQueryStringParameters: { a: ['1', '2'], b: ['x y'] },
    pathParameters: { id: '7' },
    stageVariables: { colour: 'red' },
    requestContext: {
      accountId: '000000000000',
      apiId: expect.stringMatching(/^[a-z0-9]{10}$/),
      deploymentId: expect.stringMatching(/^[a-z0-9]{6}$/),
      domainName: `${apiId}.execute-api.us-east-1.amazonaws.com`,
      domainPrefix: apiId,
      extendedRequestId: expect.stringMatching(/=$/),
      httpMethod: 'GET',
      identity: {
        accessKey: null,
        accountId: null,
        caller: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: '127.0.0.1',
        user: null,
        userAgent: 'tests',
        userArn: null,
      },
      operationName: 'getOrder',
      path: '/v1/orders/7',
      protocol: 'HTTP/1.1',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      requestTimeEpoch: expect.any(Number),
      resourceId: expect.stringMatching(/^[a-z0-9]{6}$/),
      resourcePath: '/orders/{id}',
      stage: 'v1',
    },
    body: null,
    isBase64Encoded: false,
  });
});

it('R-14: what is missing is null', async () => {
  expect(await api.event('/orders/7', { method: 'POST' })).toMatchObject({
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    body: null,
  });
});

it('R-14: the last value of a header wins, all are in the other map', async () => {
  const event = await api.event('/orders/7', { headers: ['Host', 'h', 'X-A', '1', 'X-A', '2'] });
  expect([event.headers['X-A'], event.multiValueHeaders['X-A']]).toEqual(['2', ['1', '2']]);
});

it('R-10: a semicolon splits query parameters', async () => {
  expect((await api.event('/orders/7?a=1;b=2')).queryStringParameters).toEqual({ a: '1', b: '2' });
});

it.each([
  ['application/json', '{"a":"ü"}', false],
  ['multipart/form-data', 'x', false],
  ['application/octet-stream', 'eA==', true],
  ['image/png; q=1', 'eA==', true],
])('R-21, C-14: a body of %s', async (type, expected, isBase64Encoded) => {
  const body = isBase64Encoded ? 'x' : expected;
  const event = await api.event('/orders/7', { method: 'POST', headers: { 'content-type': type }, body });
  expect([event.body, event.isBase64Encoded]).toEqual([expected, isBase64Encoded]);
});
