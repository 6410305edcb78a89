import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from '../../core/errors';
import { MockIntegrationOptions } from '../../shared/rest-integration-options';
import { Answer, Answers } from './answers';
import { RenderedRestIntegration } from './rendered-rest-integration';
import { inert } from '../../core/inert-json';
import { sorted } from '../../core/sorted';
import { ServiceContext } from './service-call';

/** Always the same answer (rule R-101). A body of the caller's own must not become the mock's request, so it is refused. */
export function mockIntegration(
  { where, answers }: ServiceContext,
  options: MockIntegrationOptions,
): RenderedRestIntegration {
  const { statusCode = 200, headers = {}, body } = sorted(options);
  checkStatus(where, statusCode);
  checkHeaders(where, answers, Object.keys(headers));
  const quoted = Object.entries(headers).map(([name, value]) => {
    if (!Token.isUnresolved(value) && /['\r\n]/.test(value)) {
      refuse(
        where,
        `header ${name} has a quote or a line break`,
        value,
        'API Gateway has no way to write it: reword it',
      );
    }
    return [name, `'${value}'`];
  });
  const answer: Answer = {
    status: statusCode,
    headers: Object.fromEntries(quoted) as Record<string, string>,
    template: body === undefined ? '' : inert(JSON.stringify(body)),
  };
  return {
    definition: {
      type: 'mock',
      passthroughBehavior: 'never',
      requestTemplates: { 'application/json': '{"statusCode":200}' },
      responses: answers.integrationResponses({ default: answer }),
    },
    methodResponses: answers.methodResponses({ default: answer }),
  };
}

export function checkStatus(where: IConstruct, status: number): void {
  // the operation declares it as the name of a member, which can't be a token
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    refuse(where, 'statusCode must be a whole number from 200 to 599', status, 'write a status of HTTP');
  }
}

/** CORS headers come from the API's `cors`, by exact echo: a fixed one beside it would be a second one. */
export function checkHeaders(where: IConstruct, answers: Answers, names: string[]): void {
  const bad = names.find((name) => !Token.isUnresolved(name) && !/^[A-Za-z0-9!#$%&*+.^_`|~-]+$/.test(name));
  if (bad !== undefined) {
    refuse(where, 'not a name of a header', bad, 'write one such as "Cache-Control"');
  }
  const cors = names.find((name) => /^access-control-/i.test(name) || (answers.areForPages && /^vary$/i.test(name)));
  if (cors !== undefined) {
    refuse(where, 'the header belongs to CORS', cors, 'leave it out and give the API `cors`');
  }
}
