import { BackendCall, BackendTimeout, callBackend, endToEnd } from '../../core/backend-call';
import { decision } from '../../core/step';
import { TemplateError } from '../../templates/template-error';
import { Exchange } from '../exchange';
import { BackendResponse } from '../mapping/backend-response';
import { mapRequest } from '../mapping/map-request';
import { mapResponse } from '../mapping/map-response';
import { WebSocketIntegrationModel } from '../model';
import { httpRequest } from './http-request';
import { failed, IntegrationOutcome } from './outcome';

type HttpIntegration = Extract<WebSocketIntegrationModel, { kind: 'http' | 'http-proxy' }>;

/** HTTP integrations: a proxy passes message and answer on, a custom one maps both (W-24). */
export async function callHttp(exchange: Exchange, integration: HttpIntegration): Promise<IntegrationOutcome> {
  try {
    const body = requestBody(exchange, integration);
    if (body === undefined) return failed('configuration', 'no request template is chosen');
    const call = httpRequest(exchange, integration, body);
    const response = await answerOf(call);
    return {
      kind: 'answered',
      status: response.status,
      headers: response.headers,
      body: replyBody(exchange, integration, response),
      decision: decision('integrate', 'pass', `${call.method} ${call.url.origin}${call.url.pathname}`),
    };
  } catch (error) {
    return failure(error as Error);
  }
}

function requestBody(exchange: Exchange, integration: HttpIntegration): string | undefined {
  if (integration.kind === 'http') return mapRequest(exchange, integration.mapping);
  return exchange.eventType === 'MESSAGE' ? exchange.request.body.toString('utf8') : '';
}

async function answerOf(call: BackendCall): Promise<BackendResponse> {
  const { statusCode, headers, body } = await callBackend(call);
  return { status: statusCode, headers: endToEnd(headers), body: body.toString('utf8') };
}

function replyBody(exchange: Exchange, integration: HttpIntegration, response: BackendResponse): string {
  if (integration.kind === 'http-proxy') return response.body;
  return mapResponse(exchange, integration.mapping.responses, String(response.status), response);
}

function failure(error: Error): IntegrationOutcome {
  if (error instanceof BackendTimeout) return failed('timeout', error.message);
  return failed(error instanceof TemplateError ? 'configuration' : 'function', error.message);
}
