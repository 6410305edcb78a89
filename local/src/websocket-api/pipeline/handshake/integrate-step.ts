import { isSendable } from '../../../core/header-lines';
import { GatewayResponse, headerValue } from '../../../core/request';
import { Decision } from '../../../core/request-record';
import { decision } from '../../../core/step';
import { Exchange } from '../../exchange';
import { integrate } from '../../integrations/integrate';
import { IntegrationFault, IntegrationOutcome } from '../../integrations/outcome';
import { StageContext } from '../stage-context';
import { Refusal } from './step';

/** What the integration of `$connect` says about a handshake. */
export interface ConnectOutcome {
  readonly decisions: readonly Decision[];
  /** Of the gateway's making. */
  readonly refusal?: Refusal;
  /** Of the integration's. */
  readonly response?: GatewayResponse;
  /** What it chose of the client's subprotocols (W-10). */
  readonly protocol?: string;
}

/** W-4; the 504 is assumed. */
const FAULT_STATUS: Readonly<Record<IntegrationFault, number>> = { function: 502, timeout: 504, configuration: 500 };

/** W-3: only a status of 2xx lets the client in, and the body never reaches it. */
export async function integrateConnect(exchange: Exchange, context: StageContext): Promise<ConnectOutcome> {
  const outcome = await integrate(exchange, context);
  if (outcome.kind === 'failed') {
    return { decisions: [outcome.decision], refusal: { status: FAULT_STATUS[outcome.fault] } };
  }
  const { status } = outcome;
  if (status >= 200 && status <= 299) return { decisions: [outcome.decision], protocol: protocolIn(outcome) };
  return {
    decisions: [outcome.decision, decision('integrate', 'refused', `$connect answered ${status}`)],
    response: { statusCode: status, headers: [], body: Buffer.alloc(0) },
  };
}

function protocolIn({ headers }: Extract<IntegrationOutcome, { kind: 'answered' }>): string | undefined {
  const protocol = headerValue(headers, 'sec-websocket-protocol');
  return protocol !== undefined && isSendable(['Sec-WebSocket-Protocol', protocol]) ? protocol : undefined;
}
