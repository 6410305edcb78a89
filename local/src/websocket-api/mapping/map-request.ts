import { Exchange } from '../exchange';
import { MappingModel } from '../model';
import { renderTemplate, templateFor } from './templates';

/** What a backend gets of a message (W-24); undefined when no template fits and nothing may pass. */
export function mapRequest(exchange: Exchange, mapping: MappingModel): string | undefined {
  const message = exchange.request.body.toString('utf8');
  const template = templateFor(mapping.requestTemplates, mapping.templateSelectionExpression, exchange);
  if (template !== undefined) return renderTemplate(template, message, exchange);
  return mapping.passesThrough ? message : undefined;
}
