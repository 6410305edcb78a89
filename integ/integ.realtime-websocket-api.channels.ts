/** Pages of allowed origins join channels where a rule allows it, and broadcasts reach them. */
import { Annotations } from 'aws-cdk-lib';
import { Authorization, ChannelRule, Cors, RealtimeWebSocketApi, RouteIntegration } from '../lib';
import { inlineFunction, scenario } from './harness';
import { WebSocketPage } from './websocket-page';

const ORIGIN = 'https://app.example.com';

const channels = scenario('Channels', 'RealtimeWebSocketApi');
const { stack } = channels;

const echo = inlineFunction(
  stack,
  'Echo',
  `exports.handler = async ({ body }) => ({ statusCode: 200, body: JSON.stringify({ type: 'echo', text: JSON.parse(body).text }) });`,
);
const live = new RealtimeWebSocketApi(stack, 'Live', {
  authorization: Authorization.none(),
  cors: Cors.allowOrigins([ORIGIN, 'https://*.example.org']),
  channels: [ChannelRule.open('news', { presence: true })],
});
const schema = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } };
live.addRoute('echo', RouteIntegration.lambda(echo), { reply: true, schema });
Annotations.of(live).acknowledgeWarning(
  'cdk-apigateway-patterns:RealtimeWebSocketApi.publicConnect',
  'nothing but the scenario is behind it',
);

const page = new WebSocketPage(channels, 'Client', live);
const sending = (message: object, last: object) =>
  page.connects({ origin: ORIGIN, messages: [JSON.stringify(message)] }, { opened: true, last });

const answers = page.connects({ origin: ORIGIN }, { opened: true });
page.connects({ origin: 'https://a.b.example.org' }, { opened: true });
for (const origin of ['https://elsewhere.example.com', `${ORIGIN}.evil.io`, undefined]) {
  answers.next(page.connects({ origin }, { opened: false }));
}
sending({ action: 'ping' }, { type: 'pong' });
sending({ action: 'no such' }, { type: 'error', code: 'unknown-action' });
sending({ action: 'subscribe', channel: 'secret' }, { type: 'error', code: 'forbidden' });
sending({ action: 'echo', text: 'hello' }, { type: 'echo', text: 'hello' });
sending({ action: 'echo' }, { message: 'Invalid request body' });
page.connects(
  {
    origin: ORIGIN,
    messages: [JSON.stringify({ action: 'subscribe', channel: 'news' })],
    broadcast: { to: { channel: 'news' }, data: { text: 'hello' }, id: 'b-1' },
  },
  {
    types: ['subscribed', 'message'],
    last: { type: 'message', id: 'b-1', to: { channel: 'news' }, data: { text: 'hello' } },
  },
);
