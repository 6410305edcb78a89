import { randomUUID } from 'node:crypto';
import { RefusedSignature } from '../authorizers/sigv4-request';
import { signedRegion, SignatureDependencies, verifySignedRequest } from '../authorizers/sigv4-verifier';
import { decodePercent } from '../core/percent-decoding';
import { GatewayRequest, GatewayResponse, headerValue, HeaderLine } from '../core/request';
import { FunctionInvoker, InvocationResult } from '../functions/function-invoker';
import { FunctionModel } from '../functions/function-model';
import { findFunction } from './find-function';
import { LambdaError } from './lambda-error';

/** 6 MB when the caller waits, 1 MB when it does not. */
const MOST_BYTES = { RequestResponse: 6_291_556, Event: 1_048_576, DryRun: 6_291_556 };

type InvocationType = keyof typeof MOST_BYTES;

export interface LambdaEndpointProps extends SignatureDependencies {
  readonly functions: readonly FunctionModel[];
  readonly invoker: FunctionInvoker;
  /** Takes an invocation whose caller does not wait for it. */
  readonly inBackground: (invocation: Promise<unknown>) => void;
}

/** Answers `POST /2015-03-31/functions/NAME/invocations`, and refuses every other request by name. */
export async function answerLambda(request: GatewayRequest, props: LambdaEndpointProps): Promise<GatewayResponse> {
  const requestId = randomUUID();
  try {
    const region = verify(request, props);
    return await invoke(request, requestId, region, props);
  } catch (error) {
    if (!(error instanceof LambdaError)) throw error;
    const body = { Type: error.statusCode < 500 ? 'User' : 'Service', message: error.message };
    return respond(error.statusCode, requestId, Buffer.from(JSON.stringify(body)), [['x-amzn-ErrorType', error.type]]);
  }
}

async function invoke(
  request: GatewayRequest,
  requestId: string,
  region: string,
  { functions, invoker, inBackground }: LambdaEndpointProps,
): Promise<GatewayResponse> {
  const nameOrArn = functionIn(request);
  const model = findFunction(functions, nameOrArn, region);
  if (!model) throw new LambdaError('ResourceNotFoundException', 404, `Function not found: ${nameOrArn}`);
  const type = invocationType(request);
  const event = readEvent(request.body, type);
  if (type === 'DryRun') return respond(204, requestId, Buffer.alloc(0));
  const invocation = invoker.invoke(model.arn, event, { requestId });
  if (type === 'Event') {
    inBackground(invocation);
    return respond(202, requestId, Buffer.alloc(0));
  }
  return answerOf(await invocation, requestId, model);
}

function functionIn({ method, rawPath }: GatewayRequest): string {
  const [, nameOrArn] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(rawPath) ?? [];
  if (method === 'POST' && nameOrArn) return decodePercent(nameOrArn);
  throw new LambdaError(
    'UnknownOperationException',
    404,
    `${method} ${rawPath} is not served by the local gateway; of Lambda's API only Invoke is`,
  );
}

function invocationType({ headers }: GatewayRequest): InvocationType {
  const type = headerValue(headers, 'x-amz-invocation-type') ?? 'RequestResponse';
  if (type in MOST_BYTES) return type as InvocationType;
  throw new LambdaError(
    'InvalidParameterValueException',
    400,
    `Unsupported invocation type ${type}; there are ${Object.keys(MOST_BYTES).join(', ')}`,
  );
}

function readEvent(body: Buffer, type: InvocationType): unknown {
  if (body.length > MOST_BYTES[type]) {
    const message = `${body.length} byte payload is too large for the ${type} invocation type (limit ${MOST_BYTES[type]} bytes)`;
    throw new LambdaError('RequestTooLargeException', 413, message);
  }
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch (error) {
    const message = `Could not parse request body into json: ${(error as Error).message}`;
    throw new LambdaError('InvalidRequestContentException', 400, message);
  }
}

/** A function's own error is a 200 with a header that says so. */
function answerOf(result: InvocationResult, requestId: string, { timeoutSeconds }: FunctionModel): GatewayResponse {
  if (result.kind === 'success') return json(requestId, result.payload);
  const error =
    result.kind === 'error'
      ? { errorType: result.errorType, errorMessage: result.errorMessage, trace: [] }
      : {
          errorType: 'Sandbox.Timedout',
          errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
        };
  return json(requestId, error, [['X-Amz-Function-Error', 'Unhandled']]);
}

function json(requestId: string, payload: unknown, headers: readonly HeaderLine[] = []): GatewayResponse {
  return respond(200, requestId, Buffer.from(JSON.stringify(payload)), [
    ['X-Amz-Executed-Version', '$LATEST'],
    ...headers,
  ]);
}

function respond(
  statusCode: number,
  requestId: string,
  body: Buffer,
  headers: readonly HeaderLine[] = [],
): GatewayResponse {
  const own: HeaderLine[] = [
    ['Content-Type', 'application/json'],
    ['x-amzn-RequestId', requestId],
  ];
  return { statusCode, headers: [...own, ...headers], body };
}

function verify(request: GatewayRequest, props: LambdaEndpointProps): string {
  try {
    const region = signedRegion(request);
    verifySignedRequest(request, region, props, 'lambda');
    return region;
  } catch (error) {
    if (!(error instanceof RefusedSignature)) throw error;
    const type = { unsigned: 'MissingAuthenticationTokenException', 'unknown-key': 'UnrecognizedClientException' };
    const name = error.kind in type ? type[error.kind as keyof typeof type] : 'InvalidSignatureException';
    throw new LambdaError(name, 403, `${error.message}; sign with the development credentials`);
  }
}
