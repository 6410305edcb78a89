/** Tokens of a Cognito user pool open the handshake as a subprotocol, and their claims open channels. */
import { Authorization, ChannelRule, Cors, RealtimeWebSocketApi } from '../lib';
import { CognitoUser } from './cognito-user';
import { scenario } from './harness';
import { WebSocketPage } from './websocket-page';

const ORIGIN = 'https://app.example.com';

const jwt = scenario('Jwt', 'RealtimeWebSocketApi');
const ada = new CognitoUser(jwt.stack);
const live = new RealtimeWebSocketApi(jwt.stack, 'Live', {
  authorization: Authorization.cognito(ada.users, { clients: [ada.client] }),
  cors: Cors.allowOrigins([ORIGIN]),
  channels: [ChannelRule.claims('user:{username}')],
});
const page = new WebSocketPage(jwt, 'Page', live);
const token = ada.signIn(jwt.assertions);
const subscribe = (channel: string): string[] => [JSON.stringify({ action: 'subscribe', channel })];

const answers = page.connects({ origin: ORIGIN, protocols: ['bearer', token] }, { opened: true, protocol: 'bearer' });
for (const how of [
  { origin: ORIGIN },
  { origin: ORIGIN, protocols: ['bearer', 'forged'] },
  { origin: 'https://elsewhere.example.com', protocols: ['bearer', token] },
]) {
  answers.next(page.connects(how, { opened: false }));
}
page.connects(
  { origin: ORIGIN, protocols: ['bearer', token], messages: subscribe('user:ben') },
  { last: { type: 'error', code: 'forbidden' } },
);
page.connects(
  {
    origin: ORIGIN,
    protocols: ['bearer', token],
    messages: subscribe('user:ada'),
    broadcast: { to: { channel: 'user:ada' }, data: 1, id: 'b-1' },
  },
  { types: ['subscribed', 'message'], last: { data: 1 } },
);
