import { JavaInterpreter, TemplateObject } from './java-interpreter';
import { TemplateError } from './template-error';
import { TemplateUtil } from './template-util';
import { parseVelocity } from './velocity';

/** What a mapping template can name. */
export interface TemplateVariables {
  readonly context: Readonly<Record<string, unknown>>;
  readonly input: TemplateObject;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** Renders a mapping template; throws TemplateError. */
export function renderVelocity(template: string, { context, input, stageVariables }: TemplateVariables): string {
  try {
    return new JavaInterpreter(parseVelocity(template)).render({
      context,
      input,
      // a copy, as templates may write into maps
      stageVariables: { ...stageVariables },
      util: new TemplateUtil(),
    });
  } catch (error) {
    throw error instanceof TemplateError ? error : new TemplateError(`template: ${(error as Error).message}`);
  }
}
