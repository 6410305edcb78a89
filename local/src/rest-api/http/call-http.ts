import { callBackend } from '../../core/backend-call';
import { HeaderLine } from '../../core/request';
import { decision } from '../../core/step';
import { TemplateError } from '../../templates/template-error';
import { Exchange } from '../exchange';
import { forbiddenHeader, integrationParameters } from '../mapping/integration-parameters';
import { integrationFailure, mappedCall } from '../mapping/mapped-call';
import { remapHeaders } from '../mapping/remapped-headers';
import { RestStepResult } from '../pipeline/step';
import { noOverrides } from '../templates/overrides';
import { backendRequest, HttpIntegration } from './backend-request';

/** HTTP integrations: a proxy passes everything through, a custom one maps both ways. */
export function callHttp(exchange: Exchange, integration: HttpIntegration): Promise<RestStepResult> {
  return integration.kind === 'http-proxy' ? passThrough(exchange, integration) : callMapped(exchange, integration);
}

function callMapped(exchange: Exchange, integration: HttpIntegration): Promise<RestStepResult> {
  return mappedCall(exchange, integration.mapping, {
    isAws: false,
    call: async (parameters, body) => {
      const call = backendRequest(exchange, integration, parameters, body);
      const response = await callBackend(call);
      return { response, selection: String(response.statusCode), detail: described(call) };
    },
  });
}

async function passThrough(exchange: Exchange, integration: HttpIntegration): Promise<RestStepResult> {
  const { requestParameters } = integration.mapping;
  try {
    const forbidden = forbiddenHeader(requestParameters, false);
    if (forbidden !== undefined) throw new TemplateError(`${forbidden} can not be mapped`);
    const parameters = integrationParameters(exchange, requestParameters, noOverrides());
    const call = backendRequest(exchange, integration, parameters, exchange.request.body);
    const backend = await callBackend(call);
    const traceId: HeaderLine = ['X-Amzn-Trace-Id', exchange.traceId];
    return {
      decision: decision('integrate', 'pass', described(call)),
      response: { ...backend, headers: [...(remapHeaders(backend.headers) ?? []), traceId] },
    };
  } catch (error) {
    return integrationFailure(error);
  }
}

function described({ method, url }: { readonly method: string; readonly url: URL }): string {
  return `${method} ${url.origin}${url.pathname}`;
}
