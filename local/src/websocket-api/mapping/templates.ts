import { renderVelocity } from '../../templates/render-velocity';
import { RequestParameters, TemplateInput } from '../../templates/template-input';
import { handshakeParts } from '../events/handshake-parts';
import { requestContext } from '../events/request-context';
import { Exchange } from '../exchange';
import { chosen, evaluateSelection } from '../selection-expression';

/** The template of the chosen key, or `$default`'s; where nothing chooses, that for JSON (assumed). */
export function templateFor(
  templates: Readonly<Record<string, string>>,
  expression: string | undefined,
  exchange: Exchange,
  status?: number,
): string | undefined {
  if (expression === undefined) return templates.$default ?? templates['application/json'];
  const body = exchange.request.body.toString('utf8');
  const { stageVariables } = exchange.stage;
  const key = evaluateSelection(expression, { body, context: requestContext(exchange), stageVariables, status });
  return chosen(templates, key);
}

/** W-25. Throws TemplateError. */
export function render(template: string, body: string, exchange: Exchange): string {
  return renderVelocity(template, {
    context: requestContext(exchange),
    input: new TemplateInput(body, parametersOf(exchange)),
    stageVariables: exchange.stage.stageVariables,
  });
}

/** Header and query sources exist on `$connect` only (W-24). */
function parametersOf({ eventType, request }: Exchange): RequestParameters {
  if (eventType !== 'CONNECT') return { path: {}, querystring: {}, header: {} };
  const { headers, queryStringParameters = {} } = handshakeParts(request);
  return { path: {}, querystring: queryStringParameters, header: headers };
}
