import { RunningFixture, serveTemplate } from '../support/gateway';
import { refusalOf, SocketClient } from '../support/socket-client';
import { mock, responses, WebSocketFixture, webSocketTemplate } from '../support/websocket-api';

let running: RunningFixture;
afterEach(() => running.close());

async function serve(fixture: WebSocketFixture): Promise<string> {
  running = await serveTemplate(webSocketTemplate({ functions: {}, ...fixture }));
  return running.gateway.url('Live');
}

const reply = (template: string, more: object = {}): object => ({
  IntegrationResponseKey: '$default',
  ResponseTemplates: { '200': template },
  TemplateSelectionExpression: '200',
  ...more,
});

async function answerTo(url: string, message: unknown): Promise<string> {
  const client = await SocketClient.open(url);
  client.send(message);
  const text = await client.next();
  await client.close();
  return text;
}

it('W-24, W-25: replies by the response template, which knows the context', async () => {
  const url = await serve({
    routes: { ping: mock() },
    replies: ['ping'],
    resources: responses(reply('{"pong":"$context.routeKey","event":"$context.eventType","stage":"$context.stage"}')),
  });
  expect(JSON.parse(await answerTo(url, { action: 'ping' }))).toEqual({
    pong: 'ping',
    event: 'MESSAGE',
    stage: 'prod',
  });
  expect(running.gateway.requests.find(({ method }) => method === 'MESSAGE')).toMatchObject({
    routeKey: 'ping',
    decisions: [{ step: 'route' }, { step: 'integrate', outcome: 'answered', detail: 'mock' }],
  });
});

it('W-25: names the connection, the request and the message', async () => {
  const url = await serve({
    routes: { ping: mock() },
    replies: ['ping'],
    resources: responses(reply('$context.connectionId $context.requestId $context.messageId')),
  });
  const [connectionId, requestId, messageId] = (await answerTo(url, { action: 'ping' })).split(' ');
  expect(running.gateway.requests.find(({ method }) => method === 'MESSAGE')).toMatchObject({
    connectionId,
    requestId,
  });
  expect(messageId).toMatch(/^[\w-]{15}=$/);
});

it('W-23: says nothing without a route response', async () => {
  const url = await serve({
    routes: { ping: mock(), pong: mock({ RequestTemplates: {} }) },
    resources: responses(reply('silent')),
  });
  const client = await SocketClient.open(url);
  client.send({ action: 'ping' });
  client.send({ action: 'pong' });
  // an error is told all the same, and nothing before it
  expect(await client.nextJson()).toMatchObject({ message: 'Internal server error' });
  await client.close();
});

it('W-24: the request template reads the message and chooses the response', async () => {
  const url = await serve({
    routes: {
      $default: mock({
        RequestTemplates: { '200': `{"statusCode": #if($input.path('$.n') > 9)400#{else}200#end}` },
      }),
    },
    replies: ['$default'],
    resources: responses(reply('fine'), reply('too much', { IntegrationResponseKey: '/4\\d\\d/' })),
  });
  expect(await answerTo(url, { n: 1 })).toBe('fine');
  expect(await answerTo(url, { n: 10 })).toBe('too much');
});

it('W-24: the templates are chosen by the expression, otherwise $default', async () => {
  const url = await serve({
    routes: {
      $default: mock({
        RequestTemplates: { a: '{"statusCode": 201}', $default: '{"statusCode": 202}' },
        TemplateSelectionExpression: '${request.body.kind}',
      }),
    },
    replies: ['$default'],
    resources: responses({
      IntegrationResponseKey: '$default',
      ResponseTemplates: { '201': 'made', $default: 'taken' },
      TemplateSelectionExpression: '${integration.response.statuscode}',
    }),
  });
  expect(await answerTo(url, { kind: 'a' })).toBe('made');
  expect(await answerTo(url, { kind: 'b' })).toBe('taken');
  expect(await answerTo(url, { kind: 'constructor' })).toBe('taken');
});

it('W-20: a template without a status is an error frame', async () => {
  const url = await serve({ routes: { $default: mock({ RequestTemplates: { '200': '{}' } }) }, replies: ['$default'] });
  expect(JSON.parse(await answerTo(url, 'x'))).toMatchObject({ message: 'Internal server error' });
});

it('W-24: no template at all is an error frame where nothing may pass', async () => {
  const template = mock({ RequestTemplates: {}, PassthroughBehavior: 'NEVER' });
  const url = await serve({ routes: { $default: template }, replies: ['$default'] });
  expect(JSON.parse(await answerTo(url, { statusCode: 200 }))).toMatchObject({ message: 'Internal server error' });
});

it('W-3: a mock of $connect decides by its status', async () => {
  const RequestTemplates = { '200': `{"statusCode": #if($context.identity.userAgent == 'yes')200#{else}403#end}` };
  const url = await serve({ routes: { $connect: mock({ RequestTemplates }) } });
  await (await SocketClient.open(url, [], { headers: { 'User-Agent': 'yes' } })).close();
  expect(await refusalOf(url)).toEqual({ status: 403, body: '' });
});
