import { BackendTimeout, callBackend } from '../../core/backend-call';
import { GatewayResponse } from '../../core/request';
import { decision } from '../../core/step';
import { Exchange } from '../exchange';
import { forbiddenHeader, integrationParameters } from '../mapping/integration-parameters';
import { mapResponse } from '../mapping/map-response';
import { remapHeaders } from '../mapping/remapped-headers';
import { mappedRequestBody } from '../mapping/request-body';
import { selectResponse } from '../mapping/response-selection';
import { failed, refused, RestStepResult } from '../pipeline/step';
import { noOverrides, Overrides } from '../templates/overrides';
import { TemplateError } from '../../templates/template-error';
import { backendRequest, HttpIntegration } from './backend-request';

/** HTTP integrations: a proxy passes everything through, a custom one maps both ways. */
export async function callHttp(exchange: Exchange, integration: HttpIntegration): Promise<RestStepResult> {
  const { mapping, kind } = integration;
  const overrides = noOverrides();
  try {
    const forbidden = forbiddenHeader(mapping.requestParameters, false);
    if (forbidden !== undefined) throw new TemplateError(`${forbidden} can not be mapped`);
    const body = kind === 'http-proxy' ? exchange.request.body : mappedRequestBody(exchange, mapping, overrides);
    if (body === 'unsupported') {
      return refused('integrate', 'no template for this content type', { type: 'UNSUPPORTED_MEDIA_TYPE' });
    }
    const parameters = integrationParameters(exchange, mapping.requestParameters, overrides);
    const call = backendRequest(exchange, integration, parameters, Buffer.from(body));
    const backend = await callBackend(call);
    const response = respond(exchange, integration, backend, overrides);
    return {
      decision: decision('integrate', 'pass', `${call.method} ${call.url.origin}${call.url.pathname}`),
      response: { ...response, headers: [...response.headers, ['X-Amzn-Trace-Id', exchange.traceId]] },
    };
  } catch (error) {
    return failure(error);
  }
}

function respond(
  exchange: Exchange,
  { kind, mapping }: HttpIntegration,
  backend: GatewayResponse,
  overrides: Overrides,
): GatewayResponse {
  if (kind === 'http-proxy') return { ...backend, headers: remapHeaders(backend.headers) ?? [] };
  const model = selectResponse(mapping.responses, String(backend.statusCode));
  if (!model) throw new TemplateError(`no integration response for status ${backend.statusCode}`);
  return mapResponse(exchange, backend, model, overrides);
}

/** */
function failure(error: unknown): RestStepResult {
  const { message } = error as Error;
  if (error instanceof BackendTimeout) return failed('integrate', message, { type: 'INTEGRATION_TIMEOUT' });
  const isOurs = error instanceof TemplateError || error instanceof SyntaxError;
  return failed('integrate', message, { type: isOurs ? 'API_CONFIGURATION_ERROR' : 'INTEGRATION_FAILURE' });
}
