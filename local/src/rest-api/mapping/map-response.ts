import { GatewayResponse, headerValue, HeaderLine } from '../../core/request';
import { isSendable } from '../../core/header-lines';
import { contextVariable } from '../context-variables';
import { Exchange } from '../exchange';
import { IntegrationResponseModel } from '../model';
import { renderTemplate } from '../templates/render-template';
import { javaText } from '../../templates/java-text';
import { followJsonPath } from '../../templates/json-path';
import { Overrides } from '../templates/overrides';
import { TemplateError } from '../../templates/template-error';
import { BackendResponse } from './backend-response';
import { responsePayload, templateText } from './content-handling';
import { templateFor } from './content-type';
import { remapHeaders } from './remapped-headers';
import { requestParametersOf } from './request-parameters';

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
  const { header, status } = overrides.responseOverride;
  const overridden = Object.entries(header).map(([name, value]): HeaderLine => [name, javaText(value)]);
  const headers = replaced(replaced([['Content-Type', contentType]], mapped), overridden);
  if (!headers.every(isSendable)) throw new TemplateError('a mapped header can not be sent');
  return { statusCode: statusOf(status ?? model.statusCode), headers, body };
}

function mapBody(
  exchange: Exchange,
  backend: BackendResponse,
  { responseTemplates, contentHandling }: IntegrationResponseModel,
  overrides: Overrides,
): { readonly contentType: string; readonly body: Buffer } {
  const payload = responsePayload(exchange, backend, contentHandling);
  // whatever the type is at the backend, unless it is mapped (recorded)
  if (Object.keys(responseTemplates).length === 0) return { contentType: 'application/json', body: payload.bytes };
  const [contentType, template] = templateFor(responseTemplates, headerValue(exchange.request.headers, 'accept'));
  const body = templateText(payload);
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
      return javaText(followJsonPath(JSON.parse(backend.body.toString() || '{}'), `$${name && `.${name}`}`));
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
