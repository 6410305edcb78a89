import { Answer } from '../../core/answer';
import { isSendable } from '../../core/header-lines';
import { GatewayRequest, GatewayResponse, headerValue } from '../../core/request';
import { Decision } from '../../core/request-record';
import { decision } from '../../core/step';
import { Caller, Connection } from '../connection';
import { Exchange } from '../exchange';
import { refusal } from '../gateway-errors';
import { integrate } from '../integrations/integrate';
import { IntegrationFault, IntegrationOutcome } from '../integrations/outcome';
import { WebSocketRouteModel } from '../model';
import { StageContext } from './stage-context';

/** What a handshake comes to. */
export interface Admission {
  /** 101, or the refusal. */
  readonly answer: Answer;
  /** Of an admitted client. */
  readonly connection?: Connection;
  /** What the function chose of the client's subprotocols (W-10). */
  readonly protocol?: string;
}

/** W-2: throttle, authorize, `$connect` integration, and only then is the client connected. */
export async function connect(context: StageContext, request: GatewayRequest, client: Connection): Promise<Admission> {
  const decisions: Decision[] = [];
  const ids = { connectionId: client.id, requestId: request.requestId };
  const route = context.routes.get('$connect');
  const finish = (response: GatewayResponse): Admission => ({
    answer: { response, decisions, ...(route && { routeKey: route.routeKey }) },
  });
  decisions.push(decision('route', 'pass', route ? '$connect' : 'no $connect route'));
  if (context.throttles.admit({ routeKey: '$connect' }) === 'over') {
    decisions.push(decision('throttle', 'refused', 'over the limit'));
    return finish(refusal(429, ids));
  }
  // W-3: without $connect everyone is accepted
  if (!route) return { ...finish(SWITCHING), connection: client };

  const authorized = await authorize(context, exchangeOf(context, request, route, client));
  decisions.push(authorized.decision);
  if (!authorized.caller) return finish(refusal(authorized.status ?? 403, ids));
  const connection = { ...client, caller: authorized.caller };

  const outcome = await integrate(exchangeOf(context, request, route, connection), context.invoker);
  decisions.push(outcome.decision);
  if (outcome.kind === 'failed') return finish(refusal(FAULT_STATUS[outcome.fault], ids));
  if (outcome.status < 200 || outcome.status > 299) {
    decisions.push(decision('integrate', 'refused', `$connect answered ${outcome.status}`));
    // the body never reaches the client (W-3)
    return finish({ statusCode: outcome.status, headers: [], body: Buffer.alloc(0) });
  }
  return { ...finish(SWITCHING), connection, protocol: protocolIn(outcome) };
}

const SWITCHING: GatewayResponse = { statusCode: 101, headers: [], body: Buffer.alloc(0) };

/** W-4; the 504 is assumed. */
const FAULT_STATUS: Readonly<Record<IntegrationFault, number>> = { function: 502, timeout: 504, configuration: 500 };

interface Authorized {
  readonly decision: Decision;
  readonly caller?: Caller;
  readonly status?: number;
}

async function authorize({ authorizer }: StageContext, exchange: Exchange): Promise<Authorized> {
  if (!authorizer) return { decision: decision('authorize', 'pass', 'public'), caller: {} };
  const verdict = await authorizer.authorize(exchange);
  if (verdict.kind === 'allow')
    return { decision: decision('authorize', 'pass', verdict.detail), caller: verdict.caller };
  const { status, detail } = verdict;
  return { decision: decision('authorize', status === 500 ? 'failed' : 'refused', detail), status };
}

function exchangeOf(
  { stage }: StageContext,
  request: GatewayRequest,
  route: WebSocketRouteModel,
  connection: Connection,
): Exchange {
  return { request, stage, route, connection, eventType: 'CONNECT' };
}

function protocolIn({ headers }: Extract<IntegrationOutcome, { kind: 'answered' }>): string | undefined {
  const protocol = headerValue(headers, 'sec-websocket-protocol');
  return protocol !== undefined && isSendable(['Sec-WebSocket-Protocol', protocol]) ? protocol : undefined;
}
