import { headerValue } from '../../core/request';
import { isBinary } from '../binary-types';
import { Exchange } from '../exchange';
import { MappingModel } from '../model';
import { renderTemplate } from '../templates/render-template';
import { Overrides } from '../templates/overrides';
import { TemplateError } from '../../templates/template-error';
import { mediaType } from './content-type';
import { requestParametersOf } from './request-parameters';

/** The body that goes to the backend, or `unsupported` for a content type that is refused: a 415. */
export function mappedRequestBody(
  exchange: Exchange,
  mapping: MappingModel,
  overrides: Overrides,
): string | Buffer | 'unsupported' {
  const { request } = exchange;
  const contentType = mediaType(headerValue(request.headers, 'content-type') ?? 'application/json');
  const { requestTemplates: templates, passthrough } = mapping;
  const template = templates[contentType] ?? templates.$default;
  if (template !== undefined) {
    const body = textBody(exchange, mapping);
    return renderTemplate(template, { exchange, body, parameters: requestParametersOf(exchange), overrides });
  }
  const hasTemplates = Object.keys(templates).length > 0;
  const isPassed = passthrough === 'WHEN_NO_MATCH' || (passthrough === 'WHEN_NO_TEMPLATES' && !hasTemplates);
  return isPassed ? passedBody(exchange, mapping) : 'unsupported';
}

/** A template needs text: a binary body must be converted first. */
function textBody({ request, stage }: Exchange, { contentHandling }: MappingModel): string {
  const isBinaryBody = isBinary(stage.binaryMediaTypes, headerValue(request.headers, 'content-type'));
  if (!isBinaryBody) return request.body.toString('utf8');
  if (contentHandling === 'CONVERT_TO_TEXT') return request.body.toString('base64');
  throw new TemplateError('a template can not read a binary body: set contentHandling to CONVERT_TO_TEXT');
}

/** */
function passedBody({ request }: Exchange, { contentHandling }: MappingModel): Buffer {
  switch (contentHandling) {
    case 'CONVERT_TO_TEXT':
      return Buffer.from(request.body.toString('base64'));
    case 'CONVERT_TO_BINARY':
      return Buffer.from(request.body.toString('utf8'), 'base64');
    default:
      return request.body;
  }
}
