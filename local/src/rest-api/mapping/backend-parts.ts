import { headerValue, HeaderLine } from '../../core/request';
import { TemplateError } from '../../templates/template-error';
import { Exchange } from '../exchange';
import { IntegrationParameters } from './integration-parameters';

/** What every backend gets of the gateway, unless it is mapped. */
export function standardHeaders({ request, stage, traceId }: Exchange): HeaderLine[] {
  return [
    ['Accept', 'application/json'],
    ['Content-Type', headerValue(request.headers, 'content-type') ?? 'application/json'],
    ['User-Agent', `AmazonAPIGateway_${stage.apiId}`],
    ['X-Amzn-Trace-Id', traceId],
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

export function withoutHeaders(lines: readonly HeaderLine[], names: readonly string[]): HeaderLine[] {
  const dropped = new Set(names.map((name) => name.toLowerCase()));
  return lines.filter(([name]) => !dropped.has(name.toLowerCase()));
}
