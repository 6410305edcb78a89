import { SignatureDependencies } from '../authorizers/sigv4-verifier';
import { answerJson } from '../aws-endpoint/json-protocol';
import { verifyCaller } from '../aws-endpoint/verify-caller';
import { GatewayRequest, GatewayResponse } from '../core/request';
import { actions } from './actions';
import { SecretModel } from './secret-model';

export interface SecretsEndpointProps extends SignatureDependencies {
  readonly secrets: readonly SecretModel[];
  /** When the gateway started, for that is when they were made. */
  readonly createdAt: number;
}

/** Answers one request to Secrets Manager: secrets are read, never written. */
export function answerSecrets(request: GatewayRequest, props: SecretsEndpointProps): GatewayResponse {
  return answerJson(request, 'secretsmanager', actions, () => {
    const region = verifyCaller(request, 'secretsmanager', props);
    return { secrets: props.secrets.filter((secret) => secret.region === region), createdAt: props.createdAt };
  });
}
