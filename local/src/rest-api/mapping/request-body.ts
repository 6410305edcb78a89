import { mediaType } from '../../core/media-type';
import { headerValue } from '../../core/request';
import { TemplateError } from '../../templates/template-error';
import { isBinary } from '../binary-types';
import { Exchange } from '../exchange';
import { MappingModel } from '../model';
import { Overrides } from '../templates/overrides';
import { renderTemplate } from '../templates/render-template';
import { convertBody } from './convert-body';
import { requestParametersOf } from './request-parameters';

/** The body that goes to the backend, or `unsupported` for a content type that is refused: a 415. */
export function mappedRequestBody(
  exchange: Exchange,
  mapping: MappingModel,
  overrides: Overrides,
): string | Buffer | 'unsupported' {
  const contentType = mediaType(headerValue(exchange.request.headers, 'content-type') ?? 'application/json');
  const { requestTemplates: templates, passthrough } = mapping;
  const template = Object.hasOwn(templates, contentType) ? templates[contentType] : templates.$default;
  if (template !== undefined) {
    const body = convertedBody(exchange, mapping);
    if (typeof body !== 'string') throw new TemplateError(`a template can't read a binary body: ${CURE}`);
    return renderTemplate(template, { exchange, body, parameters: requestParametersOf(exchange), overrides });
  }
  const hasTemplates = Object.keys(templates).length > 0;
  const isPassed = passthrough === 'WHEN_NO_MATCH' || (passthrough === 'WHEN_NO_TEMPLATES' && !hasTemplates);
  return isPassed ? convertedBody(exchange, mapping) : 'unsupported';
}

/** */
const CURE = 'set contentHandling to CONVERT_TO_TEXT';

/** The caller's body as the backend gets it where nothing maps it. */
export function convertedBody({ request, stage }: Exchange, { contentHandling }: MappingModel): string | Buffer {
  const isBinaryBody = isBinary(stage.binaryMediaTypes, headerValue(request.headers, 'content-type'));
  return convertBody(request.body, { isBinary: isBinaryBody, isWantedBinary: isBinaryBody, contentHandling });
}
