import { headerValue } from '../../core/request';
import { Exchange } from '../exchange';
import { MappingModel } from '../model';
import { renderTemplate } from '../templates/render-template';
import { Overrides } from '../templates/overrides';
import { requestPayload, templateText } from './content-handling';
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
  const { requestTemplates: templates, passthrough, contentHandling } = mapping;
  const template = templates[contentType] ?? templates.$default;
  if (template !== undefined) {
    const body = templateText(requestPayload(exchange, contentHandling));
    return renderTemplate(template, { exchange, body, parameters: requestParametersOf(exchange), overrides });
  }
  const hasTemplates = Object.keys(templates).length > 0;
  const isPassed = passthrough === 'WHEN_NO_MATCH' || (passthrough === 'WHEN_NO_TEMPLATES' && !hasTemplates);
  return isPassed ? requestPayload(exchange, contentHandling).bytes : 'unsupported';
}
