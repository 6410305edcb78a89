import { AwsServices } from '../../aws-services/aws-services';
import { FunctionInvoker } from '../../functions/function-invoker';
import { callService } from '../aws/call-service';
import { Exchange } from '../exchange';
import { gatewayError } from '../gateway-errors';
import { proxyToUrl } from '../http-proxy/proxy-to-url';
import { invokeLambda } from '../lambda/invoke-lambda';
import { HttpIntegrationModel } from '../model';
import { mapRequest } from '../parameter-mapping/request-mapping';
import { mapResponse } from '../parameter-mapping/response-mapping';
import { decision, StepResult } from '../../core/step';

export interface Backends {
  readonly invoker: FunctionInvoker;
  readonly aws: AwsServices;
}

/** Calls what stands behind the route, mapping the request on the way there and the response on the way back. */
export async function integrateStep(exchange: Exchange, backends: Backends): Promise<Required<StepResult>> {
  const { integration } = exchange.route;
  if (integration.kind === 'left-out') {
    return { decision: decision('integrate', 'failed', integration.reason), response: gatewayError(500) };
  }
  const result = await callBackend(exchange, integration, backends);
  // a gateway's own error has no integration response to map
  if (result.decision.outcome !== 'pass') return result;
  return { ...result, response: mapResponse(result.response, exchange, integration.responseParameters) };
}

function callBackend(
  exchange: Exchange,
  integration: Exclude<HttpIntegrationModel, { kind: 'left-out' }>,
  { invoker, aws }: Backends,
): Promise<Required<StepResult>> {
  if (integration.kind === 'service') return callService(exchange, integration, aws);
  const mapped = mapRequest(exchange, integration.requestParameters);
  const called = { ...exchange, request: mapped.request };
  return integration.kind === 'lambda'
    ? invokeLambda(called, integration, invoker)
    : proxyToUrl(called, integration, mapped.overwrittenPath);
}
