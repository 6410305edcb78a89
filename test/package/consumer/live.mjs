import { App, Stack } from 'aws-cdk-lib';
import { Authorization, ChannelRule, Cors, RealtimeWebSocketApi } from 'cdk-apigateway-patterns';

const app = new App();
const stack = new Stack(app, 'Consumer');
new RealtimeWebSocketApi(stack, 'Live', {
  authorization: Authorization.jwt({ issuer: 'https://id.example.com', audience: ['orders'] }),
  cors: Cors.allowOrigins(['https://app.example.com']),
  channels: [ChannelRule.claims('tenant:{tenant_id}')],
});
app.synth();
