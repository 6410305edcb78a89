import { headerValue } from '../../core/request';
import { AuthorizerInput } from './authorizer';

const EXPRESSION = /^\$(request\.header|request\.querystring|context|stageVariables)\.(.+)$/;

/**
 * What an expression such as `$request.header.Authorization` stands for in a request. Undefined when it is missing or
 * empty, and for an expression of another form, so that nobody gets in by a mistake in it.
 */
export function identityValue(expression: string, input: AuthorizerInput): string | undefined {
  const [, source, name] = EXPRESSION.exec(expression) ?? [];
  return name === undefined ? undefined : readSource(source, name, input) || undefined;
}

function readSource(source: string | undefined, name: string, input: AuthorizerInput): string | undefined {
  switch (source) {
    case 'request.header':
      return headerValue(input.request.headers, name);
    case 'request.querystring':
      return new URLSearchParams(input.request.rawQueryString).getAll(name).join(',');
    case 'stageVariables':
      return input.stageVariables[name];
    default:
      return input.contextValue(name);
  }
}
