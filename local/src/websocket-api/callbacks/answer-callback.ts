import { signatureFault } from '../../authorizers/signature-fault';
import { RefusedSignature } from '../../authorizers/sigv4-request';
import { SignatureDependencies, verifySignedRequest } from '../../authorizers/sigv4-verifier';
import { Answer } from '../../core/answer';
import { GatewayRequest } from '../../core/request';
import { Decision } from '../../core/request-record';
import { decision } from '../../core/step';
import { LARGEST_MESSAGE_BYTES } from '../message-limits';
import { WebSocketApiModel } from '../model';
import { OpenConnection } from '../sockets/open-connection';
import { actOn } from './act-on-connection';
import {
  badSignature,
  callbackError,
  CallbackError,
  FORBIDDEN,
  GONE,
  invalidConnection,
  LIMIT_EXCEEDED,
  noSuchRoute,
  PAYLOAD_TOO_LARGE,
} from './callback-errors';
import { parseCallbackPath } from './callback-path';

/** `JC1dgf9yoAMCK-g=` (W-15) */
const CONNECTION_ID = /^[\w-]{15}=$/;

export interface CallbackDependencies extends SignatureDependencies {
  readonly stages: readonly WebSocketApiModel[];
  /** A client that can be sent to. */
  connection(stageName: string, id: string): OpenConnection | undefined;
}

/** The `@connections` API (W-26 to W-31). Every other plain request to a WebSocket API is forbidden (assumed). */
export function answerCallback(request: GatewayRequest, deps: CallbackDependencies): Answer {
  const { method } = request;
  const path = parseCallbackPath(request.rawPath);
  const stage = deps.stages.find(({ stageName }) => stageName === path.stageName);
  if (!stage || path.below === '') return refused(FORBIDDEN, 'route', 'neither a handshake nor @connections');
  const { connectionId: id } = path;
  if (id === undefined || !['POST', 'GET', 'DELETE'].includes(method)) {
    return refused(noSuchRoute(path, method), 'route', 'no such call of @connections');
  }
  const unsigned = signatureProblem(request, stage, deps);
  if (unsigned) return refused(...unsigned);
  if (!CONNECTION_ID.test(id)) return refused(invalidConnection(id), 'validate', 'no connection id');
  if (method === 'POST' && request.body.length > LARGEST_MESSAGE_BYTES) {
    return refused(PAYLOAD_TOO_LARGE, 'validate', `over ${LARGEST_MESSAGE_BYTES} bytes`);
  }
  const connection = deps.connection(stage.stageName, id);
  if (!connection) return refused(GONE, 'integrate', 'no such connection');
  const act = actOn(connection, request);
  return act ? done(act) : refused(LIMIT_EXCEEDED, 'throttle', 'the client reads too slowly');
}

type Refused = readonly [error: CallbackError, step: Decision['step'], detail: string];

function signatureProblem(
  request: GatewayRequest,
  { region }: WebSocketApiModel,
  deps: CallbackDependencies,
): Refused | undefined {
  try {
    verifySignedRequest(request, region, deps);
    return undefined;
  } catch (error) {
    if (!(error instanceof RefusedSignature)) return [FORBIDDEN, 'authorize', 'the signature could not be verified'];
    return [badSignature(signatureFault(error, request)), 'authorize', error.message];
  }
}

function done({ response, detail }: NonNullable<ReturnType<typeof actOn>>): Answer {
  return { response, routeKey: '@connections', decisions: [decision('integrate', 'answered', detail)] };
}

function refused(...[error, step, detail]: Refused): Answer {
  return { response: callbackError(error), routeKey: '@connections', decisions: [decision(step, 'refused', detail)] };
}
