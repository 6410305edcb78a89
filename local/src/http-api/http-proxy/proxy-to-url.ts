import { callBackend, endToEnd } from '../../core/backend-call';
import { GatewayResponse } from '../../core/request';
import { decision, StepResult } from '../../core/step';
import { Exchange } from '../exchange';
import { gatewayError } from '../gateway-errors';
import { HttpIntegrationModel } from '../model';
import { requestHeaders } from './proxy-headers';
import { targetUrl } from './target-url';

type HttpIntegration = Extract<HttpIntegrationModel, { kind: 'http' }>;

/** Passes the request on and the response back. No answer in time, or none at all, is a 503 (H-40). */
export async function proxyToUrl(
  exchange: Exchange,
  integration: HttpIntegration,
  overwrittenPath: string | undefined,
): Promise<Required<StepResult>> {
  const { request } = exchange;
  const { timeoutMs } = integration;
  try {
    const url = targetUrl(integration.url, exchange, overwrittenPath);
    const method = integration.method === 'ANY' ? request.method : integration.method;
    const headers = requestHeaders(request);
    const response = await callBackend({ url, method, headers, body: request.body, timeoutMs });
    return {
      decision: decision('integrate', 'pass', `${method} ${url.origin}${url.pathname}`),
      response: withLowerCaseNames(response),
    };
  } catch (error) {
    return { decision: decision('integrate', 'failed', (error as Error).message), response: gatewayError(503) };
  }
}

function withLowerCaseNames(response: GatewayResponse): GatewayResponse {
  return { ...response, headers: endToEnd(response.headers).map(([name, value]) => [name.toLowerCase(), value]) };
}
