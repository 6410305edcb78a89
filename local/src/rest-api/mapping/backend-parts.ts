import { headerValue, HeaderLine } from '../../core/request';
import { TemplateError } from '../../templates/template-error';
import { Exchange } from '../exchange';
import { IntegrationParameters } from './integration-parameters';

/** Methods whose requests have no body. */
export const WITHOUT_BODY = ['GET', 'HEAD', 'OPTIONS'];

/** in place of what is neither passed nor mapped. */
export function defaultHeaders({ request, stage }: Exchange, isProxy: boolean): HeaderLine[] {
  const hasContentType = !isProxy && !WITHOUT_BODY.includes(request.method);
  return [
    ['Accept', 'application/json'],
    ...(hasContentType
      ? [['Content-Type', headerValue(request.headers, 'content-type') ?? 'application/json'] as const]
      : []),
    ['User-Agent', `AmazonAPIGateway_${stage.apiId}`],
  ];
}

/** placeholders of a URI need a mapping. */
export function filledPath(template: string, { path }: IntegrationParameters): string {
  return template.replace(/\{([^{}+]+)\+?\}/g, (_, name: string) => {
    const value = path.get(name);
    if (value === undefined) throw new TemplateError(`the URI's {${name}} is not mapped`);
    return value;
  });
}

export function namesOf(lines: readonly HeaderLine[]): string[] {
  return lines.map(([name]) => name);
}
