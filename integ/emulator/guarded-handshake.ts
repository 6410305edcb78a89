import { CfnParameter } from 'aws-cdk-lib';
import { Authorization, ChannelRule, Cors, RealtimeWebSocketApi } from '../../lib';
import { scenario } from '../harness';

export const GUARDED = { audience: 'emulator', origin: 'https://app.example.com' };

/**
 * A WebSocket API with tokens of the given issuer. Those of the emulator's user pools don't open one: its discovery
 * documents name keys over plain http, which the shipped authorizer does not fetch.
 */
export function addGuardedHandshake(issuer: string): void {
  const { stack } = scenario('Guarded', 'RealtimeWebSocketApi');
  const parameter = new CfnParameter(stack, 'Issuer', { default: issuer });
  new RealtimeWebSocketApi(stack, 'Live', {
    authorization: Authorization.jwt({ issuer: parameter.valueAsString, audience: [GUARDED.audience] }),
    cors: Cors.allowOrigins([GUARDED.origin]),
    channels: [ChannelRule.claims('user:{sub}')],
  });
}
