import { Decision } from './request-record';
import { GatewayResponse } from './request';

/** What a step came to. A response ends the exchange. */
export interface StepResult {
  readonly decision?: Decision;
  readonly response?: GatewayResponse;
}

/** A decision of one step, for the request log. */
export function decision(step: Decision['step'], outcome: Decision['outcome'], detail: string): Decision {
  return { step, outcome, detail };
}
