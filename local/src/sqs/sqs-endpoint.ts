import { RefusedSignature } from '../authorizers/sigv4-request';
import { SignatureDependencies } from '../authorizers/sigv4-verifier';
import { verifyCaller } from '../aws-endpoint/verify-caller';
import { GatewayRequest, GatewayResponse, headerValue } from '../core/request';
import { performAction } from './perform-action';
import { QueueStore } from './queue-store';
import { general, SqsError } from './sqs-error';

export interface SqsEndpointProps extends SignatureDependencies {
  readonly queues: QueueStore;
}

/** Answers one request that came over the network, if it is signed with the development credentials. */
export function answerSqs(
  request: GatewayRequest,
  signal: AbortSignal,
  props: SqsEndpointProps,
): Promise<GatewayResponse> {
  const { queues, clock } = props;
  const endpoint = `http://${headerValue(request.headers, 'host')}`;
  const regionOf = (): string => verifyCaller(request, 'sqs', props, signatureError);
  return performAction(request, () => ({ queues, region: regionOf(), endpoint, clock, signal }));
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
