/** Pages of allowed origins join channels where a rule allows it, and broadcasts reach them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Annotations } from 'aws-cdk-lib';
import { Match } from '@aws-cdk/integ-tests-alpha';
import { Authorization, ChannelRule, Cors, RealtimeWebSocketApi, RouteIntegration } from '../lib';
import { eventually, inlineFunction, scenario } from './harness';

const ORIGIN = 'https://app.example.com';

const { stack, assertions } = scenario('Channels', 'RealtimeWebSocketApi');

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

const client = inlineFunction(stack, 'Client', readFileSync(join(__dirname, 'websocket-client.js'), 'utf8'), {
  URL: live.url,
});
live.grantBroadcast(client);

const connecting = (payload: object, result: object): void => {
  const call = assertions.invokeFunction({ functionName: client.functionName, payload: JSON.stringify(payload) });
  eventually(call, { Payload: Match.serializedJson(Match.objectLike(result)) });
};
const sending = (message: object, last: object): void =>
  connecting({ origin: ORIGIN, messages: [JSON.stringify(message)] }, { opened: true, last });

connecting({ origin: ORIGIN }, { opened: true });
connecting({ origin: 'https://a.b.example.org' }, { opened: true });
for (const origin of ['https://elsewhere.example.com', `${ORIGIN}.evil.io`, undefined]) {
  connecting({ origin }, { opened: false });
}
sending({ action: 'ping' }, { type: 'pong' });
sending({ action: 'no such' }, { type: 'error', code: 'unknown-action' });
sending({ action: 'subscribe', channel: 'secret' }, { type: 'error', code: 'forbidden' });
sending({ action: 'echo', text: 'hello' }, { type: 'echo', text: 'hello' });
sending({ action: 'echo' }, { message: 'Invalid request body' });
connecting(
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
