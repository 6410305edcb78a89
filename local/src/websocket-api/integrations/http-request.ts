import { BackendCall, groupedHeaders } from '../../core/backend-call';
import { parseQueryString } from '../../core/query-string';
import { HeaderLine } from '../../core/request';
import { newTraceId } from '../../core/trace-id';
import { TemplateError } from '../../templates/template-error';
import { eventHeaders } from '../events/handshake-parts';
import { Exchange } from '../exchange';
import { MappedParameters, mapParameters } from '../mapping/map-parameters';
import { WebSocketIntegrationModel } from '../model';

type HttpIntegration = Extract<WebSocketIntegrationModel, { kind: 'http' | 'http-proxy' }>;

/** The call that a backend gets. */
export function httpRequest(exchange: Exchange, integration: HttpIntegration, text: string): BackendCall {
  const { method, timeoutMs } = integration;
  const parameters = mapParameters(exchange, integration.requestParameters);
  const body = Buffer.from(text);
  const given: HeaderLine[] = [
    ...ownHeaders(exchange, integration),
    ['Content-Length', String(body.length)],
    ['User-Agent', `AmazonAPIGateway_${exchange.stage.apiId}`],
    ['X-Amzn-Apigateway-Api-Id', exchange.stage.apiId],
  ];
  const mapped = new Set(parameters.header.map(([name]) => name.toLowerCase()));
  const headers = [...given.filter(([name]) => !mapped.has(name.toLowerCase())), ...parameters.header];
  return {
    url: targetUrl(exchange, integration, parameters),
    method,
    headers: groupedHeaders(headers),
    body,
    timeoutMs,
  };
}

/** A proxy gets the headers of the handshake (recorded); what goes with a message is as on REST (R-70, assumed). */
function ownHeaders(exchange: Exchange, { kind }: HttpIntegration): HeaderLine[] {
  const { request, eventType } = exchange;
  if (kind === 'http-proxy' && eventType === 'CONNECT') {
    return eventHeaders(request).filter(
      ([name]) => !['host', 'content-length', 'user-agent'].includes(name.toLowerCase()),
    );
  }
  return [
    ['Accept', 'application/json'],
    ['Content-Type', 'application/json'],
    ['X-Amzn-Trace-Id', newTraceId(request)],
  ];
}

/** Placeholders need a mapping; a proxy gets the handshake's query string, too (reported). */
function targetUrl(exchange: Exchange, { kind, url: template }: HttpIntegration, mapped: MappedParameters): URL {
  const filled = template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = mapped.path.get(name);
    if (value === undefined) throw new TemplateError(`the URI's {${name}} is not mapped`);
    return value;
  });
  if (!URL.canParse(filled)) throw new TemplateError('the URI is none');
  const url = new URL(filled);
  const isPassedOn = kind === 'http-proxy' && exchange.eventType === 'CONNECT';
  const passed = isPassedOn ? parseQueryString(exchange.request.rawQueryString) : [];
  for (const [name, value] of [...passed, ...mapped.querystring]) url.searchParams.append(name, value);
  return url;
}
