import { SignatureDependencies } from '../authorizers/sigv4-verifier';
import { verifyCaller } from '../aws-endpoint/verify-caller';
import { GatewayRequest, GatewayResponse } from '../core/request';
import { invokeByRequest, InvokeProps } from './invoke-request';

export interface LambdaEndpointProps extends SignatureDependencies, InvokeProps {}

/** Answers one request that came over the network, if it is signed with the development credentials. */
export function answerLambda(request: GatewayRequest, props: LambdaEndpointProps): Promise<GatewayResponse> {
  return invokeByRequest(request, () => verifyCaller(request, 'lambda', props), props);
}
