/** Tokens of a Cognito user pool open the handshake as a subprotocol, and their claims open channels. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnUserPoolUser, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Match } from '@aws-cdk/integ-tests-alpha';
import { Authorization, ChannelRule, Cors, RealtimeWebSocketApi } from '../lib';
import { eventually, inlineFunction, scenario } from './harness';

const ORIGIN = 'https://app.example.com';
const USER = { username: 'ada', password: 'Of-a-pool-that-lives-for-minutes-1' };

const { stack, assertions } = scenario('Jwt', 'RealtimeWebSocketApi');

const users = new UserPool(stack, 'Users');
const app = users.addClient('Client', { authFlows: { adminUserPassword: true }, disableOAuth: true });
new CfnUserPoolUser(stack, 'Ada', {
  userPoolId: users.userPoolId,
  username: USER.username,
  messageAction: 'SUPPRESS',
});

const live = new RealtimeWebSocketApi(stack, 'Live', {
  authorization: Authorization.cognito(users, { clients: [app] }),
  cors: Cors.allowOrigins([ORIGIN]),
  channels: [ChannelRule.claims('user:{username}')],
});
const client = inlineFunction(stack, 'Page', readFileSync(join(__dirname, 'websocket-client.js'), 'utf8'), {
  URL: live.url,
});
live.grantBroadcast(client);

const signIn = assertions
  .awsApiCall('cognito-identity-provider', 'adminSetUserPassword', {
    UserPoolId: users.userPoolId,
    Username: USER.username,
    Password: USER.password,
    Permanent: true,
  })
  .next(
    assertions.awsApiCall('cognito-identity-provider', 'adminInitiateAuth', {
      UserPoolId: users.userPoolId,
      ClientId: app.userPoolClientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: USER.username, PASSWORD: USER.password },
    }),
  );
const token = signIn.getAttString('AuthenticationResult.AccessToken');

const connecting = (payload: object, result: object): void => {
  const call = assertions.invokeFunction({ functionName: client.functionName, payload: JSON.stringify(payload) });
  eventually(call, { Payload: Match.serializedJson(Match.objectLike(result)) });
};
const subscribe = (channel: string): string[] => [JSON.stringify({ action: 'subscribe', channel })];

connecting({ origin: ORIGIN }, { opened: false });
connecting({ origin: ORIGIN, protocols: ['bearer', 'forged'] }, { opened: false });
connecting({ origin: 'https://elsewhere.example.com', protocols: ['bearer', token] }, { opened: false });
connecting({ origin: ORIGIN, protocols: ['bearer', token] }, { opened: true, protocol: 'bearer' });
connecting(
  { origin: ORIGIN, protocols: ['bearer', token], messages: subscribe('user:ben') },
  { last: { type: 'error', code: 'forbidden' } },
);
connecting(
  {
    origin: ORIGIN,
    protocols: ['bearer', token],
    messages: subscribe('user:ada'),
    broadcast: { to: { channel: 'user:ada' }, data: 1, id: 'b-1' },
  },
  { types: ['subscribed', 'message'], last: { data: 1 } },
);
