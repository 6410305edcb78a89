import { RunningFixture, serveTemplate } from '../support/gateway';
import { refusalOf, SocketClient } from '../support/socket-client';
import { webSocketTemplate } from '../support/websocket-api';

let running: RunningFixture;
let url: string;
beforeAll(async () => {
  running = await serveTemplate(
    webSocketTemplate({
      routes: { $connect: 'Echo' },
      routeProperties: {
        $connect: {
          RequestParameters: {
            'route.request.querystring.token': { Required: true },
            'route.request.querystring.lang': { Required: false },
            'route.request.header.X-Tenant': { Required: 'true' },
          },
        },
      },
    }),
  );
  url = running.gateway.url('Live');
});
afterAll(() => running.close());

it('W-24: the handshake has what $connect requires', async () => {
  await (await SocketClient.open(`${url}?token=a`, [], { headers: { 'X-Tenant': 't' } })).close();
});

it.each([
  ['', {}, 'X-Tenant, token'],
  ['?token=&lang=', { 'X-Tenant': 't' }, 'token'],
  ['?token=a', { 'X-Tenant': ' ' }, 'X-Tenant'],
  ['?token=a', { 'x-tenant': 't' }, 'X-Tenant'],
])('R-84, R-85: %j with %j lacks %s (assumed), and no function is asked', async (query, headers, missing) => {
  const { status, body } = await refusalOf(url + query, [], { headers });
  expect(status).toBe(400);
  expect(JSON.parse(body)).toEqual({
    message: `Missing required request parameters: [${missing}]`,
    connectionId: expect.any(String),
    requestId: expect.any(String),
  });
  const { decisions } = running.gateway.requests.at(-1)!;
  expect(decisions.map(({ step }) => step)).toEqual(['route', 'authorize', 'validate']);
});
