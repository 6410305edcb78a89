import { renderVelocity } from '../../templates/render-velocity';
import { TemplateInput } from '../../templates/template-input';
import { requestContext } from '../events/request-context';
import { Exchange } from '../exchange';
import { chosen, evaluateSelection } from '../selection-expression';
import { BackendAnswer } from './reply-body';

/** The template of the chosen key, or `$default`'s; where nothing chooses, that for JSON (assumed). */
export function templateFor(
  templates: Readonly<Record<string, string>>,
  expression: string | undefined,
  exchange: Exchange,
  answer?: BackendAnswer,
): string | undefined {
  if (expression === undefined) return templates.$default ?? templates['application/json'];
  const body = exchange.request.body.toString('utf8');
  const { stageVariables } = exchange.stage;
  const key = evaluateSelection(expression, { body, context: requestContext(exchange), stageVariables, answer });
  return chosen(templates, key);
}

/** W-25. There is no `$input.params()` here; what names it is refused at start. */
export function render(template: string, body: string, exchange: Exchange): string {
  return renderVelocity(template, {
    context: requestContext(exchange),
    input: new TemplateInput(body, { path: {}, querystring: {}, header: {} }),
    stageVariables: exchange.stage.stageVariables,
  });
}
