import { Answer } from '../../core/answer';
import { GatewayRequest, GatewayResponse } from '../../core/request';
import { Decision } from '../../core/request-record';
import { decision } from '../../core/step';
import { Connection } from '../connection';
import { Exchange } from '../exchange';
import { refusal } from '../gateway-errors';
import { admitStep } from './handshake/admit-step';
import { apiKeyStep } from './handshake/api-key-step';
import { authorizeStep } from './handshake/authorize-step';
import { integrateConnect } from './handshake/integrate-step';
import { parametersStep } from './handshake/parameters-step';
import { HandshakeStep, Refusal } from './handshake/step';
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

const STEPS: readonly HandshakeStep[] = [authorizeStep, apiKeyStep, admitStep, parametersStep];

const SWITCHING: GatewayResponse = { statusCode: 101, headers: [], body: Buffer.alloc(0) };

/** W-2: throttle, authorization, key, `$connect` integration, and only then is the client connected. */
export async function connect(context: StageContext, request: GatewayRequest, client: Connection): Promise<Admission> {
  const decisions: Decision[] = [];
  const route = context.routes.get('$connect');
  const finish = (response: GatewayResponse): Admission => ({
    answer: { response, decisions, ...(route && { routeKey: route.routeKey }) },
  });
  const refuse = ({ status, message }: Refusal): Admission =>
    finish(refusal(status, { connectionId: client.id, requestId: request.requestId }, message));

  decisions.push(decision('route', 'pass', route ? '$connect' : 'no $connect route'));
  if (context.throttles.admit({ routeKey: '$connect' }) === 'over') {
    decisions.push(decision('throttle', 'refused', 'over the limit'));
    return refuse({ status: 429 });
  }
  // W-3: without $connect everyone is accepted
  if (!route) return { ...finish(SWITCHING), connection: client };

  let exchange: Exchange = { request, stage: context.stage, route, connection: client, eventType: 'CONNECT' };
  for (const step of STEPS) {
    const result = await step(exchange, context);
    if (result.decision) decisions.push(result.decision);
    if (result.refusal) return refuse(result.refusal);
    exchange = result.exchange ?? exchange;
  }
  const outcome = await integrateConnect(exchange, context);
  decisions.push(...outcome.decisions);
  if (outcome.refusal) return refuse(outcome.refusal);
  if (outcome.response) return finish(outcome.response);
  return { ...finish(SWITCHING), connection: exchange.connection, protocol: outcome.protocol };
}
