import { Authorization, ChannelRule, Cors, RealtimeWebSocketApi } from 'cdk-apigateway-patterns';
import { Construct } from 'constructs';

/** What pages are told at once: everyone joins the channel of their own orders, and hears what is for all. */
export function addLiveApi(scope: Construct, authorization: Authorization, cors: Cors): RealtimeWebSocketApi {
  return new RealtimeWebSocketApi(scope, 'Live', {
    authorization,
    cors,
    channels: [ChannelRule.claims('orders:{sub}', { presence: true })],
  });
}
