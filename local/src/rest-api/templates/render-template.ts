import { Exchange } from '../exchange';
import { contextVariables } from '../context-variables';
import { JavaInterpreter } from './java-interpreter';
import { Overrides } from './overrides';
import { TemplateError } from './template-error';
import { RequestParameters, TemplateInput } from './template-input';
import { TemplateUtil } from './template-util';
import { parseVelocity } from './velocity';

export interface TemplateScope {
  readonly exchange: Exchange;
  /** What `$input` reads: the caller's or the backend's body. */
  readonly body: string;
  readonly parameters: RequestParameters;
  readonly overrides: Overrides;
}

/** Renders a mapping template; throws TemplateError. */
export function renderTemplate(template: string, scope: TemplateScope): string {
  const { exchange, body, parameters, overrides } = scope;
  try {
    return new JavaInterpreter(parseVelocity(template)).render({
      context: { ...contextVariables(exchange), ...overrides },
      input: new TemplateInput(body, parameters),
      stageVariables: { ...exchange.stage.stageVariables },
      util: new TemplateUtil(),
    });
  } catch (error) {
    throw error instanceof TemplateError ? error : new TemplateError(`template: ${(error as Error).message}`);
  }
}
