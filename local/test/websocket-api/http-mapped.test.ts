import { Backend, startBackend } from '../support/backend';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { SocketClient } from '../support/socket-client';
import { webSocketTemplate } from '../support/websocket-api';

let backend: Backend;
let running: RunningFixture;
let client: SocketClient;
beforeAll(async () => {
  backend = await startBackend(({ url }) => ({ status: url.startsWith('/bad') ? 400 : 200, body: '{"total": 3}' }));
  const template = (text: string): object => ({ $default: text });
  const response = (id: string, key: string, text: string): Record<string, object> => ({
    [id]: {
      Type: 'AWS::ApiGatewayV2::IntegrationResponse',
      Properties: {
        ApiId: { Ref: 'Live' },
        IntegrationId: { Ref: 'Integration0' },
        IntegrationResponseKey: key,
        ResponseTemplates: template(text),
        TemplateSelectionExpression: '\\$default',
      },
    },
  });
  running = await serveTemplate(
    webSocketTemplate({
      routes: {
        $default: {
          IntegrationType: 'HTTP',
          IntegrationMethod: 'POST',
          IntegrationUri: `${backend.url}/{place}`,
          RequestParameters: {
            'integration.request.path.place': 'route.request.body.place',
            'integration.request.header.X-Connection': 'context.connectionId',
            'integration.request.querystring.stage': 'stageVariables.name',
          },
          RequestTemplates: template('{"n": $input.path("$.n")}'),
          TemplateSelectionExpression: '\\$default',
        },
      },
      replies: ['$default'],
      functions: {},
      stages: [{ StageName: 'prod', StageVariables: { name: 'green' } }],
      resources: {
        ...response('Good', '/2\\d\\d/', 'total $input.path("$.total")'),
        ...response('Bad', '$default', 'bad'),
      },
    }),
  );
  client = await SocketClient.open(running.gateway.url('Live'));
});
afterAll(async () => {
  await client.close();
  await running.close();
  await backend.close();
});

it('W-24: maps the message there, and the answer back by its status', async () => {
  client.send({ place: 'orders', n: 1 });
  expect(await client.next()).toBe('total 3');
  const { method, url, headers, body } = backend.request;
  expect({ method, url, body: body.toString() }).toEqual({
    method: 'POST',
    url: '/orders?stage=green',
    body: '{"n": 1}',
  });
  expect(headers).toMatchObject({ 'X-Connection': expect.stringMatching(/=$/), 'Content-Type': 'application/json' });
  client.send({ place: 'bad', n: 1 });
  expect(await client.next()).toBe('bad');
});

it('a placeholder without a value is an error frame', async () => {
  client.send({ n: 1 });
  expect(await client.nextJson()).toMatchObject({ message: 'Internal server error' });
});
