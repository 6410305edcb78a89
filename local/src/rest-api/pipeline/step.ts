import { Decision } from '../../core/request-record';
import { GatewayResponse } from '../../core/request';
import { decision } from '../../core/step';
import { Fault } from '../gateway-responses/fault';

/** What a step came to. A response or a fault ends the exchange. */
export interface RestStepResult {
  readonly decision?: Decision;
  readonly response?: GatewayResponse;
  readonly fault?: Fault;
}

/** The caller is refused. */
export function refused(step: Decision['step'], detail: string, fault: Fault): RestStepResult & { fault: Fault } {
  return { decision: decision(step, 'refused', detail), fault };
}

/** Something behind the gateway did not do its part. */
export function failed(step: Decision['step'], detail: string, fault: Fault): RestStepResult & { fault: Fault } {
  return { decision: decision(step, 'failed', detail), fault };
}
