import { Decision } from '../../../core/request-record';
import { decision } from '../../../core/step';
import { Exchange } from '../../exchange';
import { StageContext } from '../stage-context';

/** What a step of the handshake came to: more is known of the exchange, or it is over. */
export interface HandshakeStepResult {
  readonly decision?: Decision;
  readonly exchange?: Exchange;
  readonly refusal?: Refusal;
}

export interface Refusal {
  readonly status: number;
  /** Where the service has another text for the status than its usual one. */
  readonly message?: string;
}

export type HandshakeStep = (
  exchange: Exchange,
  context: StageContext,
) => HandshakeStepResult | Promise<HandshakeStepResult>;

export function refused(
  step: Decision['step'],
  detail: string,
  refusal: Refusal,
  outcome: Decision['outcome'] = 'refused',
): HandshakeStepResult {
  return { decision: decision(step, outcome, detail), refusal };
}
