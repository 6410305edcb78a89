import { RefusedSignature } from '../authorizers/sigv4-request';
import { signedRegion, SignatureDependencies, verifySignedRequest } from '../authorizers/sigv4-verifier';
import { GatewayRequest, GatewayResponse, headerValue } from '../core/request';
import { performAction } from './perform-action';
import { QueueStore } from './queue-store';
import { general } from './sqs-error';

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
  return performAction(request, () => ({ queues, region: verify(request, props), endpoint, clock, signal }));
}

/** The region that the request is signed for. */
function verify(request: GatewayRequest, props: SqsEndpointProps): string {
  try {
    const region = signedRegion(request);
    verifySignedRequest(request, region, props, 'sqs');
    return region;
  } catch (error) {
    if (!(error instanceof RefusedSignature)) throw error;
    const { name, code } = SIGNATURE_ERRORS[error.kind];
    throw general(name, `${error.message}; sign with the development credentials`, code, 403);
  }
}

const SIGNATURE_ERRORS: Readonly<Record<RefusedSignature['kind'], { readonly name: string; readonly code: string }>> = {
  unsigned: { name: 'AccessDeniedException', code: 'AccessDenied' },
  malformed: { name: 'IncompleteSignatureException', code: 'IncompleteSignature' },
  'unknown-key': { name: 'UnrecognizedClientException', code: 'InvalidClientTokenId' },
  expired: { name: 'InvalidSignatureException', code: 'SignatureDoesNotMatch' },
  mismatch: { name: 'InvalidSignatureException', code: 'SignatureDoesNotMatch' },
};
