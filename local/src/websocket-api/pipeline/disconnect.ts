import { Answer } from '../../core/answer';
import { GatewayRequest } from '../../core/request';
import { decision } from '../../core/step';
import { Closure, Connection } from '../connection';
import { integrate } from '../integrations/integrate';
import { StageContext } from './stage-context';

/** W-15: after the close, and whatever the integration answers is ignored. */
export async function disconnect(
  context: StageContext,
  request: GatewayRequest,
  connection: Connection,
  closure: Closure,
): Promise<Answer> {
  const { stage, routes } = context;
  const closed = decision('route', 'pass', `closed with ${closure.code}`);
  const response = { statusCode: 200, headers: [], body: Buffer.alloc(0) };
  const route = routes.get('$disconnect');
  if (!route) return { response, decisions: [closed] };
  const outcome = await integrate({ request, stage, route, connection, eventType: 'DISCONNECT', closure }, context);
  const statusCode = outcome.kind === 'failed' ? 500 : outcome.status;
  const answered = { ...response, statusCode };
  return { response: answered, routeKey: route.routeKey, decisions: [closed, outcome.decision] };
}
