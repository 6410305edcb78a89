import { parseQueryString } from '../../core/query-string';
import { HeaderLine } from '../../core/request';
import { contextVariable } from '../context-variables';
import { Situation } from '../exchange';

/** The error's own members of `$context`. */
export type ErrorVariables = Readonly<Record<string, string | undefined>>;

const REFERENCE =
  /\$(?:\{((?:context|stageVariables|method\.request)\.[\w.:-]+)\}|((?:context|stageVariables|method\.request)(?:\.[\w:-]+)+))/g;

/** variables are put in, and nothing else is done. An unknown one leaves nothing. */
export function substitute(template: string, situation: Situation, error: ErrorVariables): string {
  return template.replace(
    REFERENCE,
    (_, wrapped?: string, plain?: string) => variable((wrapped ?? plain)!, situation, error) ?? '',
  );
}

/** `context.X`, `stageVariables.X`, `method.request.{header,querystring,path}.X`. */
export function variable(expression: string, situation: Situation, error: ErrorVariables): string | undefined {
  const dot = expression.indexOf('.');
  const [source, name] = [expression.slice(0, dot), expression.slice(dot + 1)];
  if (source === 'context') return error[name] ?? contextVariable(situation, name);
  if (source === 'stageVariables') return situation.stage.stageVariables[name];
  return source === 'method' ? requestParameter(name.replace(/^request\./, ''), situation) : undefined;
}

function requestParameter(expression: string, { request, pathParameters }: Situation): string | undefined {
  const dot = expression.indexOf('.');
  const [place, name] = [expression.slice(0, dot), expression.slice(dot + 1)];
  switch (place) {
    case 'header':
      return lastOf(request.headers.filter(([key]) => key.toLowerCase() === name.toLowerCase()));
    case 'querystring':
      return lastOf(parseQueryString(request.rawQueryString).filter(([key]) => key === name));
    case 'path':
      return pathParameters?.[name];
    default:
      return undefined;
  }
}

function lastOf(lines: readonly HeaderLine[]): string | undefined {
  return lines.at(-1)?.[1];
}
