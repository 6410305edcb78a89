import { BackendCall, groupedHeaders } from '../../core/backend-call';
import { HeaderLine } from '../../core/request';
import { Exchange } from '../exchange';
import { eventHeaders } from '../lambda/event-headers';
import { queryParameters } from '../lambda/event';
import { filledPath, standardHeaders, withoutHeaders } from '../mapping/backend-parts';
import { IntegrationParameters } from '../mapping/integration-parameters';
import { RestIntegrationModel } from '../model';
import { TemplateError } from '../../templates/template-error';

export type HttpIntegration = Extract<RestIntegrationModel, { kind: 'http' | 'http-proxy' }>;

/** The call that a backend gets. */
export function backendRequest(
  exchange: Exchange,
  integration: HttpIntegration,
  parameters: IntegrationParameters,
  body: Buffer,
): BackendCall {
  const isProxy = integration.kind === 'http-proxy';
  const { httpMethod, timeoutMs } = integration;
  const headers = isProxy ? eventHeaders(exchange) : standardHeaders(exchange);
  const own: HeaderLine[] = [
    ['Content-Length', String(body.length)],
    ['X-Amzn-Apigateway-Api-Id', exchange.stage.apiId],
  ];
  return {
    url: targetUrl(exchange, integration.url, parameters, isProxy),
    method: httpMethod === 'ANY' ? exchange.request.method : httpMethod,
    headers: groupedHeaders([
      ...withoutHeaders(headers, ['host', ...parameters.header.map(([name]) => name)]),
      ...parameters.header,
      ...own,
    ]),
    body,
    timeoutMs,
  };
}

/** placeholders need a mapping; mapped query strings are added to those that a proxy passes on. */
function targetUrl(exchange: Exchange, template: string, parameters: IntegrationParameters, isProxy: boolean): URL {
  const filled = filledPath(template, parameters);
  if (!URL.canParse(filled)) throw new TemplateError(`${filled} is no URL`);
  const url = new URL(filled);
  const passed = isProxy ? queryParameters(exchange.request.rawQueryString) : [];
  for (const [name, value] of [...passed, ...parameters.querystring]) url.searchParams.append(name, value);
  return url;
}
