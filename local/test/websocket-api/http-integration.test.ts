import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { closeServer, listenOnLoopback } from '../../src/core/loopback-server';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { refusalOf, SocketClient } from '../support/socket-client';
import { until } from '../support/until';
import { responses, WebSocketFixture, webSocketTemplate } from '../support/websocket-api';

interface BackendRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers with what it got; the status is that of `/status/...`. */
let backend: Server;
let base: string;
const got: BackendRequest[] = [];
let running: RunningFixture;
beforeAll(async () => {
  backend = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      got.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      outgoing.statusCode = Number(/^\/status\/(\d+)/.exec(url)?.[1] ?? 200);
      outgoing.setHeader('X-Kind', 'report');
      outgoing.end(JSON.stringify(got.at(-1)));
    });
  });
  base = await listenOnLoopback(backend);
});
afterAll(() => closeServer(backend));
afterEach(() => running.close());

const http = (path: string, properties: object = {}): object => ({
  IntegrationType: 'HTTP',
  IntegrationMethod: 'POST',
  IntegrationUri: base + path,
  ...properties,
});

async function serve(fixture: WebSocketFixture): Promise<string> {
  running = await serveTemplate(webSocketTemplate({ functions: {}, ...fixture }));
  return running.gateway.url('Live');
}

async function answerTo(url: string, message: unknown): Promise<string> {
  const client = await SocketClient.open(url);
  client.send(message);
  const text = await client.next();
  await client.close();
  return text;
}

describe('HTTP_PROXY', () => {
  const proxied = { IntegrationType: 'HTTP_PROXY' };

  it('$connect sends the handshake: its headers but for the user agent, and its query string', async () => {
    const url = await serve({ routes: { $connect: http('/connect?fixed=1', proxied) } });
    const headers = { Cookie: 'a=b', 'User-Agent': 'test/1' };
    const client = await SocketClient.open(`${url}?token=a%20b`, [], { headers });
    const request = got.at(-1)!;
    expect(request).toMatchObject({ method: 'POST', url: '/connect?fixed=1&token=a+b', body: '' });
    expect(request.headers).toMatchObject({
      cookie: 'a=b',
      host: new URL(base).host,
      'content-length': '0',
      'sec-websocket-version': '13',
      'sec-websocket-key': expect.any(String),
      'user-agent': expect.stringMatching(/^AmazonAPIGateway_\w+$/),
      'x-amzn-apigateway-api-id': expect.any(String),
      'x-amzn-trace-id': expect.stringMatching(/^Root=1-/),
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-port': expect.any(String),
      'x-forwarded-proto': 'http',
    });
    await client.close();
  });

  it('W-24: maps the context, the body, a static value and a declared parameter', async () => {
    const url = await serve({
      routes: {
        $connect: http('/connect/{tenant}', {
          ...proxied,
          RequestParameters: {
            'integration.request.header.connectionId': 'context.connectionId',
            // what a backend that knows no WebSocket needs
            'integration.request.header.Sec-WebSocket-Version': "'0'",
            'integration.request.querystring.all': 'route.request.multivaluequerystring.id',
            'integration.request.header.missing': 'route.request.header.X-Missing',
            'integration.request.path.tenant': 'route.request.header.X-Tenant',
          },
        }),
        $default: http('/message', {
          ...proxied,
          RequestParameters: {
            'integration.request.header.connectionId': 'context.connectionId',
            'integration.request.querystring.name': 'route.request.body.user.name',
            'integration.request.header.colour': 'stageVariables.colour',
          },
        }),
      },
      routeProperties: {
        $connect: {
          RequestParameters: {
            'route.request.querystring.id': { Required: false },
            'route.request.header.X-Tenant': { Required: true },
            'route.request.header.X-Missing': { Required: false },
          },
        },
      },
      stages: [{ StageName: 'prod', StageVariables: { colour: 'blue' } }],
      replies: ['$default'],
    });
    const client = await SocketClient.open(`${url}?id=1&id=2`, [], { headers: { 'X-Tenant': 't1' } });
    const connect = got.at(-1)!;
    expect(connect.url).toBe('/connect/t1?id=1&id=2&all=1&all=2');
    expect(connect.headers).toMatchObject({ 'sec-websocket-version': '0' });
    expect(connect.headers).not.toHaveProperty('missing');
    client.send({ user: { name: 'ada' } });
    const { url: path, headers, body } = (await client.nextJson()) as BackendRequest;
    expect([path, body]).toEqual(['/message?name=ada', '{"user":{"name":"ada"}}']);
    expect(headers).toMatchObject({
      colour: 'blue',
      connectionid: connect.headers.connectionid,
      'content-type': 'application/json',
    });
    expect(connect.headers.connectionid).toMatch(/^[\w-]{15}=$/);
    await client.close();
  });
});

describe('HTTP', () => {
  const RequestParameters = { 'integration.request.path.status': 'route.request.body.path' };

  it('W-24: templates make the request, and a reply of the answer by its status', async () => {
    const url = await serve({
      routes: {
        $default: http('/status/404', {
          RequestTemplates: { a: '{"id": "$input.path(\'$.id\')", "by": "$context.connectionId"}' },
          TemplateSelectionExpression: '${request.body.kind}',
        }),
      },
      replies: ['$default'],
      resources: responses(
        { IntegrationResponseKey: '$default', ResponseTemplates: { $default: 'fine' } },
        {
          IntegrationResponseKey: '/4\\d\\d/',
          ResponseTemplates: { 'report 404': "sorry, $input.path('$.method')" },
          TemplateSelectionExpression: '${integration.response.header.x-kind} ${integration.response.statuscode}',
        },
      ),
    });
    expect(await answerTo(url, { kind: 'a', id: 7 })).toBe('sorry, POST');
    expect(JSON.parse(got.at(-1)!.body)).toEqual({ id: '7', by: expect.stringMatching(/=$/) });
    expect(got.at(-1)!.headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^AmazonAPIGateway_/),
    });
  });

  it('W-24: without templates message and answer pass; without a response that fits it is an error frame (assumed)', async () => {
    const url = await serve({
      routes: { $default: http('/{status}', { RequestParameters }) },
      replies: ['$default'],
      resources: responses({ IntegrationResponseKey: '/2\\d\\d/' }),
    });
    const message = JSON.stringify({ path: 'status/200' });
    expect(JSON.parse(await answerTo(url, message)).body).toBe(message);
    expect(JSON.parse(await answerTo(url, { path: 'status/500' }))).toMatchObject({ message: 'Internal server error' });
  });

  it('W-23: nobody looks for a response where none goes back', async () => {
    const url = await serve({ routes: { $default: http('/status/500') } });
    const client = await SocketClient.open(url);
    client.send('x');
    await until(() => running.gateway.requests.find(({ method, status }) => method === 'MESSAGE' && status === 500));
    expect(running.gateway.requests.at(-1)!.decisions.at(-1)).toMatchObject({ step: 'integrate', outcome: 'pass' });
    await client.close();
    expect(client.unread).toBe(0);
  });

  it('W-20: no template that fits, where nothing may pass, is an error frame', async () => {
    const url = await serve({ routes: { $default: http('/x', { PassthroughBehavior: 'NEVER' }) } });
    const before = got.length;
    expect(JSON.parse(await answerTo(url, 'x'))).toMatchObject({ message: 'Internal server error' });
    expect(got.length).toBe(before);
  });

  it('W-20: a placeholder without its mapping is an error frame', async () => {
    const url = await serve({
      routes: {
        $default: http('/users/{id}', {
          RequestParameters: { 'integration.request.path.id': 'route.request.body.id' },
        }),
      },
      replies: ['$default'],
      resources: responses({ IntegrationResponseKey: '$default' }),
    });
    expect(JSON.parse(await answerTo(url, { id: 7 })).url).toBe('/users/7');
    expect(JSON.parse(await answerTo(url, {}))).toMatchObject({ message: 'Internal server error' });
  });

  it('W-20: a header that HTTP can not carry is an error frame', async () => {
    const RequestParameters = { 'integration.request.header.name': 'route.request.body.name' };
    const url = await serve({ routes: { $default: http('/x', { RequestParameters }) } });
    expect(JSON.parse(await answerTo(url, { name: 'a\r\nb: c' }))).toMatchObject({ message: 'Internal server error' });
  });

  it('W-3: a backend of $connect decides by its status', async () => {
    const url = await serve({ routes: { $connect: http('/status/401') } });
    expect(await refusalOf(url)).toEqual({ status: 401, body: '' });
  });
});
