import { IConstruct } from 'constructs';
import { checkGiven, refuse } from '../core/errors';
import { checkApiName, checkStageName, checkStageVariables } from '../core/stage-settings';
import { _checkThrottle } from '../shared/throttle';
import { checkRulesGiven } from './channels';
import { RealtimeWebSocketApiProps } from './realtime-websocket-api-props';

/** Refuses what contradicts itself, or what the service would refuse. */
export function checkProps(scope: IConstruct, props: RealtimeWebSocketApiProps, stageName: string): void {
  checkGiven(scope, 'authorization', props.authorization, 'say who may connect, such as Authorization.jwt({...})');
  checkGiven(scope, 'cors', props.cors, 'say which pages may connect, such as Cors.allowOrigins([...])');
  checkApiName(scope, props.apiName);
  checkStageName(scope, stageName);
  if (stageName === '$default') {
    refuse(scope, 'a WebSocket API has no $default stage', stageName, 'give it a name, such as "prod"');
  }
  checkStageVariables(scope, props.stageVariables ?? {});
  if (props.throttle) {
    _checkThrottle(scope, props.throttle);
  }
  checkRulesGiven(scope, props.channels ?? []);
  checkChannelSettings(scope, props);
  if (props.customDomain?.mutualTls) {
    const remedy = 'leave it out: the execute-api endpoint, which functions need to post to connections, has none';
    refuse(scope, 'a WebSocket API has no mutual TLS', props.customDomain.domainName, remedy);
  }
}

function checkChannelSettings(scope: IConstruct, props: RealtimeWebSocketApiProps): void {
  const { channels = [], channelsPerConnection, channelThrottle, presenceThrottle } = props;
  const settings = Object.entries({ channelsPerConnection, channelThrottle, presenceThrottle });
  for (const [name, value] of settings.filter(([, setting]) => channels.length === 0 && setting !== undefined)) {
    refuse(scope, `${name} without channels`, value, 'name channels, or leave it out');
  }
}
