import { readJson } from '../../core/read-json';
import { GatewayRequest } from '../../core/request';
import { newRequestId } from '../../core/request-id';
import { Decision } from '../../core/request-record';
import { decision } from '../../core/step';
import { schemaErrors } from '../../schemas/json-schema';
import { Connection } from '../connection';
import { requestContext } from '../events/request-context';
import { Exchange } from '../exchange';
import { errorFrame, messageOf } from '../gateway-errors';
import { integrate } from '../integrations/integrate';
import { IntegrationFault } from '../integrations/outcome';
import { LARGEST_MESSAGE_BYTES } from '../message-limits';
import { WebSocketRouteModel } from '../model';
import { chosen, evaluateSelection } from '../selection-expression';
import { StageContext } from './stage-context';

/** What a message comes to. */
export interface MessageOutcome {
  /** As an HTTP API would have answered, for the log: a frame has none. */
  readonly status: number;
  readonly routeKey?: string;
  readonly decisions: readonly Decision[];
  /** What the client gets; undefined for silence. */
  readonly frame?: string;
}

/** Choose the route, throttle, validate, integrate, reply. Every error is a frame, and the connection stays. */
export async function message(
  context: StageContext,
  request: GatewayRequest,
  connection: Connection,
): Promise<MessageOutcome> {
  const ids = { connectionId: connection.id, requestId: request.requestId };
  const refused = (status: number, step: Decision['step'], text: string, detail: string, routeKey?: string) => ({
    status,
    routeKey,
    decisions: [decision(step, 'refused', detail)],
    frame: errorFrame(text, ids),
  });
  const route = routeFor(context, request, connection);
  // W-18
  if (!route) return refused(403, 'route', messageOf(403), 'no route and no $default');
  const { routeKey } = route;
  // W-22
  if (context.throttles.admit(route) === 'over') {
    return refused(429, 'throttle', messageOf(429), 'over the limit', routeKey);
  }
  const { stage } = context;
  const exchange: Exchange = { request, stage, route, connection, eventType: 'MESSAGE', messageId: newRequestId() };
  // W-21
  const problem = validationProblem(exchange);
  if (problem) return refused(400, 'validate', 'Invalid request body', problem, routeKey);

  const outcome = await integrate(exchange, context);
  const decisions = [decision('route', 'pass', routeKey), outcome.decision];
  if (outcome.kind === 'failed') {
    const status = FAULT_STATUS[outcome.fault];
    return { status, routeKey, decisions, frame: errorFrame(messageOf(status), ids) };
  }
  // W-23: the status is not sent
  const hasReply = route.replies && outcome.body !== '';
  if (hasReply && Buffer.byteLength(outcome.body) > LARGEST_MESSAGE_BYTES) {
    const tooLarge = decision('integrate', 'failed', `the reply is over ${LARGEST_MESSAGE_BYTES} bytes`);
    return { status: 500, routeKey, decisions: [...decisions, tooLarge], frame: errorFrame(messageOf(500), ids) };
  }
  return { status: outcome.status, routeKey, decisions, ...(hasReply && { frame: outcome.body }) };
}

/** W-20 */
const FAULT_STATUS: Readonly<Record<IntegrationFault, number>> = { function: 502, timeout: 504, configuration: 500 };

/** W-17. `$connect` and `$disconnect` are no message's route. */
function routeFor(
  { stage, routes }: StageContext,
  request: GatewayRequest,
  connection: Connection,
): WebSocketRouteModel | undefined {
  const { connectedAt, id: connectionId, caller } = connection;
  const context = { connectionId, connectedAt, authorizer: caller.authorizer, stage: stage.stageName };
  const body = request.body.toString('utf8');
  const key = evaluateSelection(stage.routeSelectionExpression, {
    body,
    context,
    stageVariables: stage.stageVariables,
  });
  const route = key.startsWith('$') ? undefined : routes.get(key);
  return route ?? routes.get('$default');
}

/** What is wrong with a message by the route's model; undefined when nothing is, or nothing is validated. */
function validationProblem(exchange: Exchange): string | undefined {
  const { validation } = exchange.route;
  if (!validation) return undefined;
  const { modelSelectionExpression, schemas } = validation;
  const body = exchange.request.body.toString('utf8');
  const context = requestContext(exchange);
  const { stageVariables } = exchange.stage;
  const schema = chosen(schemas, evaluateSelection(modelSelectionExpression, { body, context, stageVariables }));
  if (!schema) return 'no model for the message';
  const document = readJson(body);
  if (!document) return 'the message is no JSON';
  // keywords only: the values are the client's
  const keywords = schemaErrors(schema, document.value).map(({ keyword }) => keyword);
  return keywords.length > 0 ? `the message breaks the model: ${[...new Set(keywords)].join(', ')}` : undefined;
}
