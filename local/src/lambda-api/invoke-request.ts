import { randomUUID } from 'node:crypto';
import { restJson, restJsonError } from '../aws-endpoint/rest-json';
import { ServiceError } from '../aws-endpoint/service-error';
import { decodePercent } from '../core/percent-decoding';
import { GatewayRequest, GatewayResponse, headerValue, HeaderLine } from '../core/request';
import { errorPayload } from '../functions/error-payload';
import { FunctionInvoker, InvocationResult } from '../functions/function-invoker';
import { FunctionModel } from '../functions/function-model';
import { findFunction } from './find-function';

/** 6 MB when the caller waits, 1 MB when it does not. */
const MOST_BYTES = { RequestResponse: 6_291_556, Event: 1_048_576, DryRun: 6_291_556 };

type InvocationType = keyof typeof MOST_BYTES;

export type InvokeRequest = Pick<GatewayRequest, 'method' | 'rawPath' | 'headers' | 'body'>;

export interface InvokeProps {
  readonly functions: readonly FunctionModel[];
  readonly invoker: FunctionInvoker;
  /** Takes an invocation whose caller does not wait for it. */
  readonly inBackground: (invocation: Promise<unknown>) => void;
}

/**
 * Answers `POST /2015-03-31/functions/NAME/invocations`, and refuses every other request by name. Who may make it is
 * somebody else's question.
 */
export async function invokeByRequest(
  request: InvokeRequest,
  regionOf: () => string,
  props: InvokeProps,
): Promise<GatewayResponse> {
  const requestId = randomUUID();
  try {
    return await invoke(request, requestId, regionOf(), props);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return restJsonError(error, { Type: error.statusCode < 500 ? 'User' : 'Service' }, requestId);
  }
}

async function invoke(
  request: InvokeRequest,
  requestId: string,
  region: string,
  { functions, invoker, inBackground }: InvokeProps,
): Promise<GatewayResponse> {
  const nameOrArn = functionIn(request);
  const model = findFunction(functions, nameOrArn, region);
  if (!model) throw new ServiceError('ResourceNotFoundException', 404, `Function not found: ${nameOrArn}`);
  const type = invocationType(request);
  const event = readEvent(request.body, type);
  if (type === 'DryRun') return restJson(204, undefined, [], requestId);
  const invocation = invoker.invoke(model.arn, event, { requestId });
  if (type === 'Event') {
    inBackground(invocation);
    return restJson(202, undefined, [], requestId);
  }
  return answerOf(await invocation, requestId, model);
}

function functionIn({ method, rawPath }: InvokeRequest): string {
  const [, nameOrArn] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(rawPath) ?? [];
  if (method === 'POST' && nameOrArn) return decodePercent(nameOrArn);
  throw new ServiceError(
    'UnknownOperationException',
    404,
    `${method} ${rawPath} is not served by the local gateway; of Lambda's API only Invoke is`,
  );
}

function invocationType({ headers }: InvokeRequest): InvocationType {
  const type = headerValue(headers, 'x-amz-invocation-type') ?? 'RequestResponse';
  if (type in MOST_BYTES) return type as InvocationType;
  throw new ServiceError(
    'InvalidParameterValueException',
    400,
    `Unsupported invocation type ${type}; there are ${Object.keys(MOST_BYTES).join(', ')}`,
  );
}

function readEvent(body: Buffer, type: InvocationType): unknown {
  if (body.length > MOST_BYTES[type]) {
    const message = `${body.length} byte payload is too large for the ${type} invocation type (limit ${MOST_BYTES[type]} bytes)`;
    throw new ServiceError('RequestTooLargeException', 413, message);
  }
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch (error) {
    const message = `Could not parse request body into json: ${(error as Error).message}`;
    throw new ServiceError('InvalidRequestContentException', 400, message);
  }
}

/** A function's own error is a 200 with a header that says so. */
function answerOf(result: InvocationResult, requestId: string, model: FunctionModel): GatewayResponse {
  switch (result.kind) {
    case 'success':
      return json(requestId, result.text ?? JSON.stringify(result.payload));
    case 'error':
    case 'function-timeout':
      return json(requestId, JSON.stringify(errorPayload(result, model, requestId)), [FUNCTION_ERROR]);
    default:
      throw new ServiceError('ServiceException', 500, `the invocation came to nothing: ${result.kind}`);
  }
}

const FUNCTION_ERROR: HeaderLine = ['X-Amz-Function-Error', 'Unhandled'];

/** The text as it is: a runtime may space its JSON. */
function json(requestId: string, text: string, headers: readonly HeaderLine[] = []): GatewayResponse {
  const answer = restJson(200, undefined, [['X-Amz-Executed-Version', '$LATEST'], ...headers], requestId);
  return { ...answer, body: Buffer.from(text) };
}
