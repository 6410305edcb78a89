import { RefusedSignature } from '../authorizers/sigv4-request';
import { AwsService, SignatureDependencies, signedFor, verifySignedRequest } from '../authorizers/sigv4-verifier';
import { GatewayRequest } from '../core/request';
import { ServiceError } from './service-error';

type ErrorOf = (kind: RefusedSignature['kind'], message: string) => Error;

/** The region that a request is signed for. Throws the service's error unless it is signed with the development credentials. */
export function verifyCaller(
  request: GatewayRequest,
  service: AwsService,
  deps: SignatureDependencies,
  errorOf: ErrorOf = signatureError,
): string {
  try {
    const { region } = signedFor(request);
    verifySignedRequest(request, region, deps, service);
    return region;
  } catch (error) {
    if (!(error instanceof RefusedSignature)) throw error;
    throw errorOf(error.kind, `${error.message}; sign with the development credentials`);
  }
}

const NAMES: Readonly<Record<RefusedSignature['kind'], string>> = {
  unsigned: 'MissingAuthenticationTokenException',
  malformed: 'IncompleteSignatureException',
  'unknown-key': 'UnrecognizedClientException',
  expired: 'InvalidSignatureException',
  mismatch: 'InvalidSignatureException',
};

export function signatureError(kind: RefusedSignature['kind'], message: string): ServiceError {
  return new ServiceError(NAMES[kind], 403, message);
}
