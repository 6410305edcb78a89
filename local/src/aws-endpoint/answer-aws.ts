import { RefusedSignature } from '../authorizers/sigv4-request';
import { AwsService, signedFor } from '../authorizers/sigv4-verifier';
import { GatewayRequest, GatewayResponse, headerValue } from '../core/request';
import { describeAction, refuse } from './refuse-service';
import { ServiceError } from './service-error';
import { signatureError } from './verify-caller';

/** Each checks the signature by itself, and answers in its own protocol. */
export type ServiceAnswers = Readonly<
  Record<AwsService, (request: GatewayRequest, signal: AbortSignal) => GatewayResponse | Promise<GatewayResponse>>
>;

/**
 * Gives a request to the service that it is signed for. All others are refused by name, so that what is not emulated is
 * told in plain words, and nothing goes out to AWS by accident.
 */
export async function answerAws(
  request: GatewayRequest,
  signal: AbortSignal,
  services: ServiceAnswers,
): Promise<GatewayResponse> {
  try {
    const { service } = signedFor(request);
    if (isServed(service, services)) return await services[service](request, signal);
    throw notServed(service, request, services);
  } catch (error) {
    if (error instanceof ServiceError) return refuse(request, error);
    if (!(error instanceof RefusedSignature)) throw error;
    const foreign = error.kind === 'unsigned' && foreignTarget(request);
    if (foreign) return refuse(request, notServed(foreign, request, services));
    const problem = `${error.message}; sign ${describeAction(request)} with the development credentials`;
    return refuse(request, signatureError(error.kind, problem));
  }
}

const TARGETS = ['AmazonSQS', 'AWSEvents', 'secretsmanager'];

/** Of services such as Cognito, some actions need no signature: they are told by what they are sent to. */
function foreignTarget({ headers }: GatewayRequest): string | undefined {
  const [target] = headerValue(headers, 'x-amz-target')?.split('.') ?? [];
  return target !== undefined && TARGETS.includes(target) ? undefined : target;
}

function isServed(service: string, services: ServiceAnswers): service is AwsService {
  return Object.hasOwn(services, service);
}

function notServed(service: string, request: GatewayRequest, services: ServiceAnswers): ServiceError {
  const served = Object.keys(services).sort().join(', ');
  return new ServiceError(
    'NotServedLocally',
    501,
    `the local gateway does not serve ${describeAction(request)} of ${service}; of AWS it serves ${served}, and DynamoDB where the template has tables. ` +
      'Give the client an endpoint of its own, or set AWS_ENDPOINT_URL_<SERVICE> in the environment of the function',
  );
}
