import { isSendable, withHeaders } from '../../core/header-lines';
import { GatewayResponse, headerValue, HeaderLine } from '../../core/request';
import { TemplateError } from '../../templates/template-error';
import { acceptsBinary, isBinary } from '../binary-types';
import { contextVariable } from '../context-variables';
import { Exchange } from '../exchange';
import { IntegrationResponseModel } from '../model';
import { Overrides, overrideLines } from '../templates/overrides';
import { renderTemplate } from '../templates/render-template';
import { bodyValue } from './body-value';
import { templateFor } from './content-type';
import { convertBody } from './convert-body';
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
  const { responseOverride } = overrides;
  const headers = withHeaders(
    withHeaders([['Content-Type', contentType]], mapped),
    overrideLines(responseOverride, 'header'),
  );
  if (!headers.every(isSendable)) throw new TemplateError('a mapped header can not be sent');
  return { statusCode: statusOf(responseOverride.get('status')) ?? Number(model.statusCode), headers, body };
}

function mapBody(
  exchange: Exchange,
  backend: BackendResponse,
  { responseTemplates, contentHandling }: IntegrationResponseModel,
  overrides: Overrides,
): { readonly contentType: string; readonly body: Buffer } {
  const accept = headerValue(exchange.request.headers, 'accept');
  const { binaryMediaTypes } = exchange.stage;
  const body = convertBody(backend.body, {
    isBinary: isBinary(binaryMediaTypes, headerValue(backend.headers, 'content-type')),
    isWantedBinary: acceptsBinary(binaryMediaTypes, accept),
    contentHandling,
  });
  // whatever the backend says of its type must be mapped to reach the caller
  if (Object.keys(responseTemplates).length === 0) return { contentType: 'application/json', body: Buffer.from(body) };
  if (typeof body !== 'string') throw new TemplateError("a template can't read a binary body");
  const [contentType, template] = templateFor(responseTemplates, accept);
  const text = renderTemplate(template, { exchange, body, parameters: requestParametersOf(exchange), overrides });
  return { contentType, body: Buffer.from(text) };
}

/** What has no value is not sent. */
function mappedHeaders(
  exchange: Exchange,
  backend: BackendResponse,
  { responseParameters }: IntegrationResponseModel,
): HeaderLine[] {
  return Object.entries(responseParameters).flatMap(([key, source]): HeaderLine[] => {
    const name = key.replace(/^method\.response\.header\./, '');
    const value = responseValue(exchange, backend, source);
    return value ? [[name, value]] : [];
  });
}

const SOURCE =
  /^(integration\.response\.(?:multivalue)?header|integration\.response\.body|stageVariables|context)\.?(.*)$/;

/** Names of headers count with their case; of several values the last, or all of them in one line. */
function responseValue(exchange: Exchange, { headers, body }: BackendResponse, source: string): string | undefined {
  const [, literal] = /^'(.*)'$/s.exec(source) ?? [];
  if (literal !== undefined) return literal;
  const [, place, name = ''] = SOURCE.exec(source) ?? [];
  const values = headers.filter(([key]) => key === name).map(([, value]) => value);
  switch (place) {
    case 'integration.response.body':
      return bodyValue(body, name);
    case 'integration.response.header':
      return values.at(-1);
    case 'integration.response.multivalueheader':
      return values.join(',');
    case 'stageVariables':
      return exchange.stage.stageVariables[name];
    case 'context':
      return contextVariable(exchange, name);
    default:
      return undefined;
  }
}

/** an override that is no status is as if it was not there. */
function statusOf(value: unknown): number | undefined {
  return typeof value === 'bigint' && value >= 200n && value <= 599n ? Number(value) : undefined;
}
