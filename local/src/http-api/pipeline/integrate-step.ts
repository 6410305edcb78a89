import { FunctionInvoker } from '../../functions/function-invoker';
import { Exchange } from '../exchange';
import { gatewayError } from '../gateway-errors';
import { proxyToUrl } from '../http-proxy/proxy-to-url';
import { invokeLambda } from '../lambda/invoke-lambda';
import { mapRequest } from '../parameter-mapping/request-mapping';
import { mapResponse } from '../parameter-mapping/response-mapping';
import { decision, StepResult } from '../../core/step';

/** Calls what stands behind the route, mapping the request on the way there and the response on the way back. */
export async function integrateStep(exchange: Exchange, invoker: FunctionInvoker): Promise<Required<StepResult>> {
  const { integration } = exchange.route;
  if (integration.kind === 'left-out') {
    return { decision: decision('integrate', 'failed', integration.reason), response: gatewayError(500) };
  }
  const mapped = mapRequest(exchange, integration.requestParameters);
  const called = { ...exchange, request: mapped.request };
  const result =
    integration.kind === 'lambda'
      ? await invokeLambda(called, integration, invoker)
      : await proxyToUrl(called, integration, mapped.overwrittenPath);
  // a gateway's own error has no integration response to map
  if (result.decision.outcome !== 'pass') return result;
  return { ...result, response: mapResponse(result.response, exchange, integration.responseParameters) };
}
