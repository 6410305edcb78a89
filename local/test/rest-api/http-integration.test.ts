import { createServer, Server } from 'node:http';
import { closeServer, listenOnLoopback } from '../../src/core/loopback-server';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

let backend: Server;
let api: RunningRestApi;
beforeAll(async () => {
  // tells what it got; the path says which status to answer with
  backend = createServer((request, response) => {
    if (request.url?.startsWith('/stuck')) return;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.statusCode = Number(/^\/(\d{3})/.exec(request.url ?? '')?.[1] ?? 200);
      response.setHeader('Content-Type', 'application/json');
      response.setHeader('Server', 'backend');
      response.setHeader('X-Total', '3');
      const { method, url, headers } = request;
      response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
    });
  });
  const url = await listenOnLoopback(backend);
  const http = (uri: string, more = {}) => ({
    responses: { 200: {}, 404: {} },
    'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'ANY', uri, ...more },
  });
  const custom = (uri: string, more = {}) => http(uri, { type: 'http', httpMethod: 'POST', ...more });
  api = await serveRestApi({
    stage: { variables: { backend: url.slice('http://'.length) } },
    body: () => ({
      paths: {
        '/proxy/{proxy+}': {
          'x-amazon-apigateway-any-method': http(`${url}/{proxy}`, {
            requestParameters: {
              'integration.request.path.proxy': 'method.request.path.proxy',
              'integration.request.querystring.foo': "'added'",
              'integration.request.header.X-Stage': 'context.stage',
            },
          }),
        },
        '/variable': { get: http('http://${stageVariables.backend}/x') },
        '/no-variable': { get: http('http://${stageVariables.nope}/x') },
        '/unmapped': { get: http(`${url}/{id}`) },
        '/nowhere': { get: http('http://nowhere.invalid/') },
        '/down': { get: http('http://127.0.0.1:1/') },
        '/stuck': { get: http(`${url}/stuck`, { timeoutInMillis: 100 }) },
        '/custom': {
          post: custom(`${url}/400`, {
            requestTemplates: { 'application/json': '{"wrapped": $input.json("$.a"), "q": "$input.params(\'q\')"}' },
            requestParameters: { 'integration.request.header.X-Page': 'method.request.querystring.page' },
            responses: {
              default: {
                statusCode: '200',
                responseParameters: { 'method.response.header.X-Count': 'integration.response.header.X-Total' },
              },
            },
          }),
        },
        '/selected': {
          post: custom(`${url}/404`, {
            responses: {
              default: { statusCode: '200' },
              '4\\d{2}': {
                statusCode: '404',
                responseParameters: { 'method.response.header.X-Url': 'integration.response.body.url' },
                responseTemplates: { 'application/json': '{"missing": "$input.path(\'$.url\')"}' },
              },
            },
          }),
        },
        '/nothing-fits': { post: custom(`${url}/500`, { responses: { '4..': { statusCode: '404' } } }) },
      },
    }),
  });
});
afterAll(async () => {
  await api.close();
  await closeServer(backend);
});

it('R-105, R-106, R-68: a proxy passes status, headers and body through; mapped query strings are added', async () => {
  const headers = { 'X-Mine': 'm', authorization: 'Bearer x' };
  const answer = await api.call('/proxy/404/a?foo=bar', { method: 'PUT', headers, body: 'hi' });
  expect([answer.status, answer.headers['x-total'], answer.headers['x-amzn-remapped-server']]).toEqual([
    404,
    '3',
    'backend',
  ]);
  expect(JSON.parse(answer.body)).toMatchObject({
    method: 'PUT',
    url: '/404/a?foo=bar&foo=added',
    body: 'hi',
    headers: {
      'x-mine': 'm',
      'x-stage': 'v1',
      authorization: 'Bearer x',
      host: new URL(`http://${backendHost()}`).host,
    },
  });
});

function backendHost(): string {
  return `127.0.0.1:${(backend.address() as { port: number }).port}`;
}

it('R-114: stage variables in the URI; a missing one is a 500', async () => {
  expect((await api.call('/variable')).status).toBe(200);
  expect((await api.call('/no-variable')).status).toBe(500);
});

it('R-106: a placeholder that is not mapped is a 500', async () => {
  expect((await api.call('/unmapped')).status).toBe(500);
});

it('R-28, R-38, R-39: no backend, or none that answers', async () => {
  const down = await api.call('/down');
  expect([down.status, down.body]).toEqual([504, '{"message": "Network error communicating with endpoint"}']);
  expect((await api.call('/nowhere')).status).toBe(500);
  const stuck = await api.call('/stuck');
  expect([stuck.status, stuck.body]).toEqual([504, '{"message": "Endpoint request timed out"}']);
});

it('R-105, R-108, R-70: a custom one maps both ways, and its default turns a 400 into a 200', async () => {
  const answer = await api.call('/custom?page=2&q=a', {
    method: 'POST',
    headers: { 'x-mine': 'm' },
    body: '{"a": [1]}',
  });
  expect([answer.status, answer.headers['x-count']]).toEqual([200, '3']);
  const seen = JSON.parse(answer.body);
  expect(seen).toMatchObject({
    url: '/400',
    body: '{"wrapped": [1], "q": "a"}',
    headers: {
      accept: 'application/json',
      'user-agent': expect.stringMatching(/^AmazonAPIGateway_/),
      'x-amzn-apigateway-api-id': expect.any(String),
      'x-page': '2',
    },
  });
  expect(seen.headers).not.toHaveProperty('x-mine');
});

it('R-104, R-111: the response is selected by status, and mapped by its template', async () => {
  const answer = await api.call('/selected', { method: 'POST', body: '{}' });
  expect([answer.status, answer.body, answer.headers['x-url']]).toEqual([404, '{"missing": "/404"}', '/404']);
  expect((await api.call('/nothing-fits', { method: 'POST', body: '{}' })).status).toBe(500);
});
