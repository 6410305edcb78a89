import { HeaderLine } from '../../core/request';
import { matchesJavaRegex } from '../../templates/java/regex';
import { Exchange } from '../exchange';
import { IntegrationResponseModel } from '../model';
import { render, templateFor } from './templates';

export interface BackendAnswer {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: string;
}

/** The first response whose pattern is the whole of the status, otherwise `$default`'s (W-24). */
export function responseFor(
  responses: readonly IntegrationResponseModel[],
  status: number,
): IntegrationResponseModel | undefined {
  const fitting = responses.find(({ statusPattern: p }) => p !== undefined && matchesJavaRegex(p, String(status)));
  return fitting ?? responses.find(({ statusPattern }) => statusPattern === undefined);
}

/** What an answer becomes for the client; undefined where the response has no template for it. Throws TemplateError. */
export function replyBody(
  exchange: Exchange,
  { responseTemplates, templateSelectionExpression }: IntegrationResponseModel,
  answer: BackendAnswer,
): string | undefined {
  const template = templateFor(responseTemplates, templateSelectionExpression, exchange, answer);
  return template === undefined ? undefined : render(template, answer.body, exchange);
}
