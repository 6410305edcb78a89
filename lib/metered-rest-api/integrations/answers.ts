import { MethodResponses } from '../openapi/operation';
import { OriginHeaders, toAllowedOrigin } from '../openapi/preflight-operation';
import { BEFORE_TEXT } from './request-template';

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  404: 'Not Found',
  409: 'Conflict',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** An answer of a template: its status, and those the template may set in its place. */
export interface Answer {
  readonly status: number;
  readonly template: string;
  readonly otherStatuses?: number[];
  /** Sources by header (rule C-6). */
  readonly headers?: Record<string, string>;
}

/** Whatever answers API Gateway makes itself, readable by pages of allowed origins. */
export class Answers {
  private readonly prefix: string;
  private readonly headers: string[];

  public constructor(cors: OriginHeaders | undefined) {
    this.prefix = cors ? toAllowedOrigin(cors) + BEFORE_TEXT : '';
    const names = Object.keys(cors?.headers ?? {});
    this.headers = cors ? ['Access-Control-Allow-Origin', ...(cors.anyOrigin ? [] : ['Vary']), ...names] : [];
  }

  /** Whether templates set CORS headers, so that nothing else may: a second setting is a 500 (rule R-115). */
  public get areForPages(): boolean {
    return this.prefix !== '';
  }

  /** `responses` of an integration, by what they are chosen by (rules R-104, C-6). */
  public integrationResponses(answers: Record<string, Answer>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(answers).map(([selection, { status, template, headers = {} }]) => [
        selection,
        {
          statusCode: String(status),
          ...(Object.keys(headers).length > 0 ? { responseParameters: destinations(headers) } : {}),
          responseTemplates: { 'application/json': this.prefix + template },
        },
      ]),
    );
  }

  /** `responses` of the operation: every status and header that an answer can have must be declared there. */
  public methodResponses(answers: Record<string, Answer>): MethodResponses {
    const all = Object.values(answers);
    const statuses = [...new Set(all.flatMap(({ status, otherStatuses = [] }) => [status, ...otherStatuses]))].sort();
    return Object.fromEntries(
      statuses.map((status) => {
        const own = all.filter((answer) => answer.status === status);
        const names = [...new Set([...this.headers, ...own.flatMap(({ headers = {} }) => Object.keys(headers))])];
        const headers = Object.fromEntries(names.map((name) => [name, { schema: { type: 'string' } }]));
        const description = TITLES[status] ?? `Answer with status ${status}`;
        return [String(status), { description, ...(names.length > 0 ? { headers } : {}) }];
      }),
    );
  }
}

/** A template that answers an RFC 9457 problem, in place of whatever status and type the response has. */
export function problem(status: number): string {
  const headers: Record<string, string> = {
    'Content-Type': 'application/problem+json',
    ...(status === 503 ? { 'Retry-After': '1' } : {}),
  };
  const overrides = Object.entries(headers).map(
    ([name, value]) => `#set($context.responseOverride.header.${name}='${value}')`,
  );
  const members = `"type":"about:blank","title":"${TITLES[status]}","status":${status},"requestId":"$context.requestId"`;
  return `#set($context.responseOverride.status=${status})${overrides.join('')}{${members}}`;
}

function destinations(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, from]) => [`method.response.header.${name}`, from]));
}
