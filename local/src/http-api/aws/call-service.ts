import { awsRequest } from '../../aws-services/aws-request';
import { AwsServices } from '../../aws-services/aws-services';
import { BackendTimeout } from '../../core/backend-call';
import { GatewayResponse, headerValue } from '../../core/request';
import { decision, StepResult } from '../../core/step';
import { Exchange } from '../exchange';
import { gatewayError } from '../gateway-errors';
import { HttpIntegrationModel } from '../model';
import { mappingValue } from '../parameter-mapping/mapping-value';
import { requestLookup } from '../parameter-mapping/request-mapping';
import { actionForm } from './action-form';

type ServiceIntegration = Extract<HttpIntegrationModel, { kind: 'service' }>;

/** Integrations with a subtype: parameters of the action there, what the service answers back (H-79). */
export async function callService(
  exchange: Exchange,
  { action, parameters, timeoutMs }: ServiceIntegration,
  services: AwsServices,
): Promise<Required<StepResult>> {
  const lookup = requestLookup(exchange);
  const values = Object.entries(parameters).map(([name, source]) => [name, mappingValue(source, lookup)] as const);
  // what has no value is not sent
  const { Region: region = exchange.stage.region, ...given } = Object.fromEntries(
    values.filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  try {
    const body = Buffer.from(actionForm(action, given));
    const target = { service: 'sqs', region, kind: 'path', name: '' } as const;
    const request = awsRequest(target, { method: 'POST', headers: FORM, query: [], body });
    const response = await services.call(request, timeoutMs);
    return { decision: decision('integrate', 'pass', `sqs ${action}`), response: passed(response) };
  } catch (error) {
    const { message } = error as Error;
    const status = error instanceof BackendTimeout ? 503 : 500;
    return { decision: decision('integrate', 'failed', message), response: gatewayError(status) };
  }
}

const FORM = [['Content-Type', 'application/x-www-form-urlencoded']] as const;

/** XML, of successes as of errors (reported). */
function passed({ statusCode, headers, body }: GatewayResponse): GatewayResponse {
  return { statusCode, headers: [['content-type', headerValue(headers, 'content-type') ?? 'text/xml']], body };
}
