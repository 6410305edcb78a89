import { renderVelocity } from '../../templates/render-velocity';
import { RequestParameters, TemplateInput } from '../../templates/template-input';
import { contextVariables } from '../context-variables';
import { Exchange } from '../exchange';
import { Overrides } from './overrides';

export interface TemplateScope {
  readonly exchange: Exchange;
  /** What `$input` reads: the caller's or the backend's body. */
  readonly body: string;
  readonly parameters: RequestParameters;
  readonly overrides: Overrides;
}

/** Renders a mapping template; throws TemplateError. */
export function renderTemplate(template: string, { exchange, body, parameters, overrides }: TemplateScope): string {
  return renderVelocity(template, {
    context: { ...contextVariables(exchange), ...overrides },
    input: new TemplateInput(body, parameters),
    stageVariables: exchange.stage.stageVariables,
  });
}
