import { Token } from 'aws-cdk-lib';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { refuse } from '../../core/errors';
import { isRegularExpression } from '../../core/regular-expression';
import { sorted } from '../../core/sorted';
import { LambdaTemplateResponse, LambdaTemplatesIntegrationOptions } from '../../shared/rest-integration-options';
import { lambdaUri } from '../openapi/lambda-uri';
import { Answer, Answers, problem } from './answers';
import { checkHeaders, checkStatus } from './mock-integration';
import { RenderedRestIntegration, timeoutOf } from './rendered-rest-integration';
import { ServiceContext } from './service-call';

/** A custom Lambda integration: templates make the event and the answers. */
export function lambdaTemplatesIntegration(
  { scope, where, answers }: ServiceContext,
  fn: IFunction,
  options: LambdaTemplatesIntegrationOptions,
): RenderedRestIntegration {
  if (Object.keys(options.requestTemplates).length === 0) {
    const remedy = 'give one for "application/json", such as "$input.json(\'$\')"';
    refuse(where, 'there is no request template', options.requestTemplates, remedy);
  }
  const byPattern = answersOf(where, answers, options.responses);
  return {
    definition: {
      type: 'aws',
      httpMethod: 'POST',
      uri: lambdaUri(scope, fn),
      passthroughBehavior: 'never',
      requestTemplates: sorted(options.requestTemplates),
      responses: answers.integrationResponses(byPattern),
      ...timeoutOf(options.timeout),
    },
    methodResponses: answers.methodResponses(byPattern),
  };
}

function answersOf(where: IConstruct, answers: Answers, responses: LambdaTemplateResponse[]): Record<string, Answer> {
  const selections = responses.map(({ selectionPattern }) => selectionPattern ?? 'default');
  if (selections.filter((selection) => selection === 'default').length !== 1) {
    const remedy = 'give one response without, for what the function returns when it does not fail';
    refuse(where, 'there must be one response without selectionPattern', selections, remedy);
  }
  const twin = selections.find((selection, index) => selections.indexOf(selection) !== index);
  if (twin !== undefined) {
    refuse(where, 'two responses have the same selectionPattern', twin, 'keep one of them');
  }
  const bad = selections.find((selection) => !Token.isUnresolved(selection) && !isRegularExpression(selection));
  if (bad !== undefined) {
    refuse(where, 'selectionPattern is no regular expression', bad, 'write one that matches the whole errorMessage');
  }
  const byPattern = responses.map((response, index) => [selections[index], answerOf(where, answers, response)]);
  const patterns = selections.filter((selection) => selection !== 'default');
  return {
    ...(Object.fromEntries(byPattern) as Record<string, Answer>),
    [otherFailures(patterns)]: { status: 502, template: problem(502) },
  };
}

/**
 * Without it, a failure that no pattern matches would be answered as a success, with the error for its body (rules R-104,
 * R-105). It must match nothing that another pattern matches: which of two would be chosen is not known.
 */
function otherFailures(patterns: string[]): string {
  const others = patterns.map((pattern) => `(?:${pattern})\\z`).join('|');
  return `${others === '' ? '' : `(?!${others})`}[\\s\\S]+`;
}

function answerOf(where: IConstruct, answers: Answers, response: LambdaTemplateResponse): Answer {
  const { statusCode, headers = {}, template = "$input.json('$')" } = sorted(response);
  checkStatus(where, statusCode);
  checkHeaders(where, answers, Object.keys(headers));
  if (/responseOverride\.header\.(access-control-|vary)/i.test(template) && answers.areForPages) {
    refuse(where, 'the template sets headers of CORS', template, 'leave them out: the API sets them by its `cors`');
  }
  for (const [name, source] of Object.entries(headers)) {
    const isKnown =
      /^('[^']*'|integration\.response\.(header|multivalueheader|body)\b.*|(context|stageVariables)\..+)$/;
    if (!Token.isUnresolved(source) && !isKnown.test(source)) {
      const remedy = 'write "integration.response.body.NAME", "context.NAME", or a text in single quotes';
      refuse(where, `not a source of header ${name}`, source, remedy);
    }
  }
  return { status: statusCode, template, headers };
}
