import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IApiCall, Match } from '@aws-cdk/integ-tests-alpha';
import { RealtimeWebSocketApi } from '../lib';
import { eventually, inlineFunction, Scenario } from './harness';

/** Stands in for a page: connects, sends messages, broadcasts, and tells what came. */
export class WebSocketPage {
  private readonly functionName: string;

  public constructor(
    private readonly scenario: Scenario,
    id: string,
    live: RealtimeWebSocketApi,
  ) {
    const code = readFileSync(join(__dirname, 'websocket-client.js'), 'utf8');
    const client = inlineFunction(scenario.stack, id, code, { environment: { URL: live.url } });
    live.grantBroadcast(client);
    this.functionName = client.functionName;
  }

  public connects(how: object, result: object): IApiCall {
    const { assertions } = this.scenario;
    const call = assertions.invokeFunction({ functionName: this.functionName, payload: JSON.stringify(how) });
    return eventually(call, { Payload: Match.serializedJson(Match.objectLike(result)) });
  }
}
