import { GatewayResponse, headerValue, HeaderLine } from '../../core/request';
import { isSendable } from '../../core/header-lines';
import { contextVariable } from '../context-variables';
import { Exchange } from '../exchange';
import { IntegrationResponseModel } from '../model';
import { renderTemplate } from '../templates/render-template';
import { parseJson } from '../../templates/java/parse-json';
import { javaText } from '../../templates/java-text';
import { followJsonPath } from '../../templates/json-path';
import { overriddenIn, Overrides } from '../templates/overrides';
import { TemplateError } from '../../templates/template-error';
import { templateFor } from './content-type';
import { remapHeaders } from './remapped-headers';
import { requestParametersOf } from './request-parameters';

export interface BackendResponse {
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
}

/** The caller's response, made from the backend's by an integration response. Throws TemplateError for a 500. */
export function mapResponse(
  exchange: Exchange,
  backend: BackendResponse,
  model: IntegrationResponseModel,
  overrides: Overrides,
): GatewayResponse {
  if (!exchange.method.statuses.has(model.statusCode)) {
    throw new TemplateError(`status ${model.statusCode} is not declared by the method`);
  }
  const { contentType, body } = mapBody(exchange, backend, model, overrides);
  const mapped = remapHeaders(mappedHeaders(exchange, backend, model));
  if (!mapped) throw new TemplateError('Transfer-Encoding can not be mapped');
  const { responseOverride } = overrides;
  const overridden = overriddenIn(responseOverride, 'header').map(([name, value]): HeaderLine => [
    name,
    javaText(value),
  ]);
  const headers = replaced(replaced([['Content-Type', contentType]], mapped), overridden);
  if (!headers.every(isSendable)) throw new TemplateError('a mapped header can not be sent');
  return { statusCode: statusOf(responseOverride.get('status') ?? model.statusCode), headers, body };
}

function mapBody(
  exchange: Exchange,
  backend: BackendResponse,
  { responseTemplates, contentHandling }: IntegrationResponseModel,
  overrides: Overrides,
): { readonly contentType: string; readonly body: Buffer } {
  if (Object.keys(responseTemplates).length === 0) {
    const contentType = headerValue(backend.headers, 'content-type') ?? 'application/json';
    const isDecoded = contentHandling === 'CONVERT_TO_BINARY';
    return { contentType, body: isDecoded ? Buffer.from(backend.body.toString(), 'base64') : backend.body };
  }
  const [contentType, template] = templateFor(responseTemplates, headerValue(exchange.request.headers, 'accept'));
  const body = backend.body.toString(contentHandling === 'CONVERT_TO_TEXT' ? 'base64' : 'utf8');
  const text = renderTemplate(template, { exchange, body, parameters: requestParametersOf(exchange), overrides });
  return { contentType, body: Buffer.from(text) };
}

/** R-108. What has no value is not sent. */
function mappedHeaders(
  exchange: Exchange,
  backend: BackendResponse,
  { responseParameters }: IntegrationResponseModel,
): HeaderLine[] {
  return Object.entries(responseParameters).flatMap(([key, source]): HeaderLine[] => {
    const name = key.replace(/^method\.response\.header\./, '');
    const value = responseValue(exchange, backend, source);
    return value === undefined ? [] : [[name, value]];
  });
}

function responseValue(exchange: Exchange, backend: BackendResponse, source: string): string | undefined {
  const [, literal] = /^'(.*)'$/s.exec(source) ?? [];
  if (literal !== undefined) return literal;
  const [, place, name = ''] =
    /^(integration\.response\.(?:multivalue)?header|integration\.response\.body|stageVariables|context)\.?(.*)$/.exec(
      source,
    ) ?? [];
  switch (place) {
    case 'integration.response.body':
      return javaText(followJsonPath(parseJson(backend.body.toString() || '{}'), `$${name && `.${name}`}`));
    case 'stageVariables':
      return exchange.stage.stageVariables[name];
    case 'context':
      return contextVariable(exchange, name);
    default:
      return place === undefined ? undefined : headerValue(backend.headers, name);
  }
}

function replaced(lines: readonly HeaderLine[], by: readonly HeaderLine[]): HeaderLine[] {
  const names = new Set(by.map(([name]) => name.toLowerCase()));
  return [...lines.filter(([name]) => !names.has(name.toLowerCase())), ...by];
}

function statusOf(value: unknown): number {
  const status = Number(value);
  if (!Number.isInteger(status) || status < 200 || status > 599) throw new TemplateError('the status is no status');
  return status;
}
