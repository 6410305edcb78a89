import { randomUUID } from 'node:crypto';
import { RefusedSignature } from '../authorizers/sigv4-request';
import { SignatureDependencies } from '../authorizers/sigv4-verifier';
import { verifyCaller } from '../aws/verify-caller';
import { GatewayRequest, GatewayResponse, headerValue } from '../core/request';
import { readInput } from './action-input';
import { actions } from './actions';
import { Action } from './actions/action';
import { QueueStore } from './queue-store';
import { general, SqsError, unsupportedOperation } from './sqs-error';

const TARGET_PREFIX = 'AmazonSQS.';

export interface SqsEndpointProps extends SignatureDependencies {
  readonly queues: QueueStore;
}

/** Answers one request in the JSON protocol that current SDKs speak. */
export async function answerSqs(
  request: GatewayRequest,
  signal: AbortSignal,
  props: SqsEndpointProps,
): Promise<GatewayResponse> {
  try {
    const region = verifyCaller(request, 'sqs', props, signatureError);
    const action = actionOf(request);
    const endpoint = `http://${headerValue(request.headers, 'host')}`;
    const { queues, clock } = props;
    return json(200, await action(readInput(request.body), { queues, region, endpoint, clock, signal }));
  } catch (error) {
    if (!(error instanceof SqsError)) throw error;
    const { type, code, message, statusCode } = error;
    return json(statusCode, { __type: type, message }, [['x-amzn-query-error', `${code};Sender`]]);
  }
}

function signatureError(kind: RefusedSignature['kind'], message: string): SqsError {
  const { name, code } = SIGNATURE_ERRORS[kind];
  return general(name, message, code, 403);
}

const SIGNATURE_ERRORS: Readonly<Record<RefusedSignature['kind'], { readonly name: string; readonly code: string }>> = {
  unsigned: { name: 'AccessDeniedException', code: 'AccessDenied' },
  malformed: { name: 'IncompleteSignatureException', code: 'IncompleteSignature' },
  'unknown-key': { name: 'UnrecognizedClientException', code: 'InvalidClientTokenId' },
  expired: { name: 'InvalidSignatureException', code: 'SignatureDoesNotMatch' },
  mismatch: { name: 'InvalidSignatureException', code: 'SignatureDoesNotMatch' },
};

function actionOf({ headers, method }: GatewayRequest): Action {
  const target = headerValue(headers, 'x-amz-target');
  if (method !== 'POST' || !target?.startsWith(TARGET_PREFIX)) {
    throw general(
      'UnknownOperationException',
      'only the JSON protocol is served, POST with X-Amz-Target: AmazonSQS.ACTION; update an SDK that sends another',
      'InvalidAction',
    );
  }
  const name = target.slice(TARGET_PREFIX.length);
  const action = actions.get(name);
  if (!action) {
    throw unsupportedOperation(
      `${name} is not served by the local gateway, whose queues come from the template; served are ${[...actions.keys()].join(', ')}`,
    );
  }
  return action;
}

function json(statusCode: number, body: object, headers: GatewayResponse['headers'] = []): GatewayResponse {
  return {
    statusCode,
    headers: [['Content-Type', 'application/x-amz-json-1.0'], ['x-amzn-RequestId', randomUUID()], ...headers],
    body: Buffer.from(JSON.stringify(body)),
  };
}
