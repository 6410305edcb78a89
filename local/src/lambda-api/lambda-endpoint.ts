import { RefusedSignature } from '../authorizers/sigv4-request';
import { signedRegion, SignatureDependencies, verifySignedRequest } from '../authorizers/sigv4-verifier';
import { GatewayRequest, GatewayResponse } from '../core/request';
import { invokeByRequest, InvokeProps } from './invoke-request';
import { LambdaError } from './lambda-error';

export interface LambdaEndpointProps extends SignatureDependencies, InvokeProps {}

/** Answers one request that came over the network, if it is signed with the development credentials. */
export function answerLambda(request: GatewayRequest, props: LambdaEndpointProps): Promise<GatewayResponse> {
  return invokeByRequest(request, () => verify(request, props), props);
}

/** The region that the request is signed for. */
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
