import { decision } from '../../core/step';
import { matchesJavaRegex } from '../../templates/java-regex';
import { mockStatus } from '../../templates/mock-status';
import { renderVelocity } from '../../templates/render-velocity';
import { RequestParameters, TemplateInput } from '../../templates/template-input';
import { handshakeParts } from '../events/handshake-parts';
import { requestContext } from '../events/request-context';
import { Exchange } from '../exchange';
import { IntegrationResponseModel, WebSocketIntegrationModel } from '../model';
import { chosen, evaluateSelection } from '../selection-expression';
import { failed, IntegrationOutcome } from './outcome';

type MockIntegration = Extract<WebSocketIntegrationModel, { kind: 'mock' }>;

/** The request template names a status, which selects the integration response and so the reply (W-24, R-101). */
export function answerMock(exchange: Exchange, mock: MockIntegration): IntegrationOutcome {
  try {
    const message = exchange.request.body.toString('utf8');
    const template = templateFor(mock.requestTemplates, mock.templateSelectionExpression, exchange);
    if (template === undefined && !mock.passesThrough) return failed('configuration', 'no request template is chosen');
    const status = mockStatus(template === undefined ? message : render(template, message, exchange));
    if (status === undefined) {
      return failed('configuration', 'the request template gives no JSON with a whole number as statusCode');
    }
    const body = responseBody(mock.responses, status, exchange);
    return { kind: 'answered', status, headers: [], body, decision: decision('integrate', 'answered', 'mock') };
  } catch (error) {
    return failed('configuration', (error as Error).message);
  }
}

/** Without a response that fits, or a template in it, there is nothing to say (assumed). */
function responseBody(responses: readonly IntegrationResponseModel[], status: number, exchange: Exchange): string {
  const fitting = responses.find(({ statusPattern: p }) => p !== undefined && matchesJavaRegex(p, String(status)));
  const response = fitting ?? responses.find(({ statusPattern }) => statusPattern === undefined);
  if (!response) return '';
  const { responseTemplates, templateSelectionExpression } = response;
  const template = templateFor(responseTemplates, templateSelectionExpression, exchange, status);
  return template === undefined ? '' : render(template, '', exchange);
}

/** The template of the chosen key, or `$default`'s; where nothing chooses, that for JSON (assumed). */
function templateFor(
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

function render(template: string, body: string, exchange: Exchange): string {
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
