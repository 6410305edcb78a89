import { matchesJavaRegex } from '../../templates/java-regex';
import { Exchange } from '../exchange';
import { IntegrationResponseModel } from '../model';
import { BackendResponse } from './backend-response';
import { renderTemplate, templateFor } from './templates';

/**
 * What becomes of a backend's answer (W-24). The selector is what keys such as `/2\d\d/` are matched with: the status.
 * Without a response that fits there is nothing to say (assumed); without a template in it, the answer is passed on.
 */
export function mapResponse(
  exchange: Exchange,
  responses: readonly IntegrationResponseModel[],
  selector: string,
  response: BackendResponse,
): string {
  const fitting = responses.find(({ pattern }) => pattern !== undefined && matchesJavaRegex(pattern, selector));
  const model = fitting ?? responses.find(({ pattern }) => pattern === undefined);
  if (!model) return '';
  const template = templateFor(model.responseTemplates, model.templateSelectionExpression, exchange, response);
  return template === undefined ? response.body : renderTemplate(template, response.body, exchange);
}
