import { renderVelocity } from '../../local/src/templates/render-velocity';
import { TemplateInput } from '../../local/src/templates/template-input';
import { Rendering } from './java-velocity';
import { REQUEST } from './request';

/** What the gateway makes of a template. */
export function renderHere(template: string): Rendering {
  const { body, parameters, context, stageVariables } = REQUEST;
  try {
    return {
      output: renderVelocity(template, { context, input: new TemplateInput(body, parameters), stageVariables }),
    };
  } catch (error) {
    return { error: (error as Error).message };
  }
}
