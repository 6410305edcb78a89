import { Answer } from '../../core/answer';
import { RefusedSignature } from '../../authorizers/sigv4-request';
import { SignatureDependencies, verifySignedRequest } from '../../authorizers/sigv4-verifier';
import { GatewayRequest, GatewayResponse } from '../../core/request';
import { Decision } from '../../core/request-record';
import { decision } from '../../core/step';
import { WebSocketApiModel } from '../model';
import { OpenConnection } from '../sockets/open-connection';
import { callbackError, CallbackError } from './callback-errors';
import { parseCallbackPath } from './callback-path';

/** W-29 */
const LARGEST_MESSAGE_BYTES = 131_072;

export interface CallbackDependencies extends SignatureDependencies {
  readonly stages: readonly WebSocketApiModel[];
  /** A client that can be sent to. */
  connection(stageName: string, id: string): OpenConnection | undefined;
}

/** The `@connections` API (W-26 to W-31). Every other plain request to a WebSocket API is forbidden (assumed). */
export function answerCallback(request: GatewayRequest, deps: CallbackDependencies): Answer {
  const path = parseCallbackPath(request.rawPath);
  const stage = deps.stages.find(({ stageName }) => stageName === path?.stageName);
  if (!path || !stage) return refused('ForbiddenException', 'route', 'neither a handshake nor @connections');
  const unsigned = signatureProblem(request, stage, deps);
  if (unsigned) return refused('ForbiddenException', 'authorize', unsigned);
  if (!['POST', 'GET', 'DELETE'].includes(request.method)) {
    return refused('ForbiddenException', 'route', `@connections has no ${request.method}`);
  }
  if (request.method === 'POST' && request.body.length > LARGEST_MESSAGE_BYTES) {
    return refused('PayloadTooLargeException', 'validate', `over ${LARGEST_MESSAGE_BYTES} bytes`);
  }
  const connection = deps.connection(stage.stageName, path.connectionId);
  if (!connection) return refused('GoneException', 'integrate', 'no such connection');
  return act(request, connection);
}

function act({ method, body }: GatewayRequest, connection: OpenConnection): Answer {
  switch (method) {
    case 'POST':
      if (connection.send(body.toString('utf8')) === 'sent') return done(200, 'sent');
      return refused('LimitExceededException', 'throttle', 'the client reads too slowly');
    case 'DELETE':
      connection.close({ code: 1000, reason: 'Connection Closed Normally' });
      return done(204, 'closed');
    default:
      return done(200, 'told', description(connection));
  }
}

/** W-27 */
function description({ client, lastActiveAt }: OpenConnection): object {
  const { sourceIp, userAgent, connectedAt } = client;
  return {
    connectedAt: new Date(connectedAt).toISOString(),
    identity: { sourceIp, ...(userAgent !== undefined && { userAgent }) },
    lastActiveAt: new Date(lastActiveAt).toISOString(),
  };
}

function signatureProblem(
  request: GatewayRequest,
  { region }: WebSocketApiModel,
  deps: CallbackDependencies,
): string | undefined {
  try {
    verifySignedRequest(request, region, deps);
    return undefined;
  } catch (error) {
    return error instanceof RefusedSignature ? error.message : 'the signature could not be verified';
  }
}

function done(statusCode: number, detail: string, content?: object): Answer {
  const response: GatewayResponse = {
    statusCode,
    headers: content ? [['Content-Type', 'application/json']] : [],
    body: Buffer.from(content ? JSON.stringify(content) : ''),
  };
  return { response, routeKey: '@connections', decisions: [decision('integrate', 'answered', detail)] };
}

function refused(error: CallbackError, step: Decision['step'], detail: string): Answer {
  return { response: callbackError(error), routeKey: '@connections', decisions: [decision(step, 'refused', detail)] };
}
