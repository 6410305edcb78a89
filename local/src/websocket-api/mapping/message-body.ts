import { TemplateError } from '../../templates/template-error';
import { Exchange } from '../exchange';
import { MappingModel } from '../model';
import { render, templateFor } from './templates';

/** What a message becomes for the integration (W-24). Throws TemplateError. */
export function messageBody(exchange: Exchange, mapping: MappingModel): string {
  const { requestTemplates, templateSelectionExpression, passesThrough } = mapping;
  const message = exchange.request.body.toString('utf8');
  const template = templateFor(requestTemplates, templateSelectionExpression, exchange);
  if (template !== undefined) return render(template, message, exchange);
  if (!passesThrough) throw new TemplateError('no request template is chosen');
  return message;
}
