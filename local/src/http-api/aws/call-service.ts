import { AwsServices } from '../../aws-services/aws-services';
import { BackendTimeout } from '../../core/backend-call';
import { GatewayResponse, headerValue } from '../../core/request';
import { decision, StepResult } from '../../core/step';
import { Exchange } from '../exchange';
import { gatewayError } from '../gateway-errors';
import { HttpIntegrationModel } from '../model';
import { mappingValue } from '../parameter-mapping/mapping-value';
import { requestLookup } from '../parameter-mapping/request-mapping';
import { actionRequest } from './action-request';

type ServiceIntegration = Extract<HttpIntegrationModel, { kind: 'service' }>;

/** Integrations with a subtype: parameters of the action there, what the service answers back (H-79). */
export async function callService(
  exchange: Exchange,
  integration: ServiceIntegration,
  services: AwsServices,
): Promise<Required<StepResult>> {
  const { service, action, parameters, timeoutMs } = integration;
  const lookup = requestLookup(exchange);
  const values = Object.entries(parameters).map(([name, source]) => [name, mappingValue(source, lookup)] as const);
  // what has no value is not sent
  const { Region: region = exchange.stage.region, ...given } = Object.fromEntries(
    values.filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  try {
    const response = await services.call(actionRequest(integration, region, given), timeoutMs);
    return { decision: decision('integrate', 'pass', `${service} ${action}`), response: passed(response) };
  } catch (error) {
    const { message } = error as Error;
    const status = error instanceof BackendTimeout ? 503 : 500;
    return { decision: decision('integrate', 'failed', message), response: gatewayError(status) };
  }
}

/** Of SQS XML, of successes as of errors (reported). */
function passed({ statusCode, headers, body }: GatewayResponse): GatewayResponse {
  return { statusCode, headers: [['content-type', headerValue(headers, 'content-type') ?? 'application/json']], body };
}
