import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Cors, MeteredRestApiProps, RouteIntegration } from '../../../lib';
import { noOverrides } from '../../../local/src/rest-api/templates/overrides';
import { renderVelocity } from '../../../local/src/templates/render-velocity';
import { RequestParameters, TemplateInput } from '../../../local/src/templates/template-input';
import { templateProblems } from '../../../local/src/templates/template-problems';
import { templateOf } from '../../secure-http-api/api-under-test';
import { bodyOf, Operation, restApiIn } from '../rest-api-under-test';

export const ALLOWED = 'https://app.example.com';

/** Texts that try to end the one they stand in, each in some language. */
export const HOSTILE = [
  '"}],"Entries":[{"Source":"aws.s3"',
  '{"a":"it\'s \\"quoted\\" \\\\ here"}',
  'line\nfeed\r\ttab\u0000\u2028',
  '&Action=DeleteQueue&QueueUrl=https://sqs.example.com/1/other',
  "\\'\\\\'\\\\\\'",
  '$util.urlEncode("x")#set($a=1)${context.requestId}#end##',
  'żółć 🦊 \ud83e\udd8a %26 + %',
  '</script>\\u0022',
];

export interface Sent {
  readonly body?: string;
  readonly path?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly header?: Record<string, string>;
  readonly context?: Record<string, unknown>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

type Build = (stack: Stack) => RouteIntegration;

/** The template of an API with one route to what `build` makes. */
export function restTemplate(build: Build, routeKey = 'POST /x', props: Partial<MeteredRestApiProps> = {}): Template {
  return templateOf((stack) => {
    restApiIn(stack, { cors: Cors.allowOrigins([ALLOWED, 'https://*.example.org']), ...props }).addRoute(
      routeKey,
      build(stack),
    );
  });
}

export function operationOf(template: Template, routeKey = 'POST /x'): Operation {
  const [method, path] = routeKey.split(' ');
  return bodyOf(template).paths[path][method.toLowerCase()];
}

interface Mapping {
  readonly statusCode: string;
  readonly responseTemplates: Record<string, string>;
  readonly responseParameters?: Record<string, string>;
}

/** An integration as a caller and a backend meet it. */
export class Rendered {
  public readonly integration: Record<string, unknown>;

  public constructor(
    public readonly template: Template,
    private readonly routeKey = 'POST /x',
  ) {
    this.integration = operationOf(template, routeKey)['x-amazon-apigateway-integration'];
  }

  public get mappings(): Record<string, Mapping> {
    return this.integration.responses as Record<string, Mapping>;
  }

  /** What the backend gets. */
  public request(sent: Sent = {}): string {
    const templates = this.integration.requestTemplates as Record<string, string>;
    return render(templates['application/json'], sent.body ?? '', sent).text;
  }

  /** What the caller gets for what the backend answers, chosen as the service chooses (rule R-104). */
  public answer(selector: string, body: unknown, sent: Sent = {}): Answered {
    const chosen = Object.entries(this.mappings).filter(
      ([pattern]) => pattern !== 'default' && new RegExp(`^(?:${pattern.replaceAll('\\z', '$')})$`).test(selector),
    );
    expect(chosen.length).toBeLessThan(2);
    const mapping = chosen[0]?.[1] ?? this.mappings.default;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const { text: rendered, status, headers } = render(mapping.responseTemplates['application/json'], text, sent);
    const answered = { status: Number(status ?? mapping.statusCode), headers, body: rendered };
    const declared = operationOf(this.template, this.routeKey).responses as Record<string, object>;
    expect(Object.keys(declared)).toEqual(expect.arrayContaining([mapping.statusCode, String(answered.status)]));
    return answered;
  }
}

/** A request to what `build` makes, behind an API with CORS. */
export function rendered(build: Build, routeKey = 'POST /x', props: Partial<MeteredRestApiProps> = {}): Rendered {
  return new Rendered(restTemplate(build, routeKey, props), routeKey);
}

function render(template: unknown, body: string, sent: Sent) {
  const text = asText(template);
  expect(templateProblems(text)).toEqual([]);
  const overrides = noOverrides();
  const parameters: RequestParameters = {
    path: sent.path ?? {},
    querystring: sent.query ?? {},
    header: sent.header ?? {},
  };
  const result = renderVelocity(text, {
    context: { requestId: 'request-1', ...sent.context, ...overrides },
    input: new TemplateInput(body, parameters),
    stageVariables: { colour: 'blue' },
  });
  const { responseOverride } = overrides;
  return {
    text: result,
    status: responseOverride.get('status'),
    headers: Object.fromEntries(responseOverride.get('header') as ReadonlyMap<string, unknown>),
  };
}

/** A template with the names of what CloudFormation fills in. */
function asText(template: unknown): string {
  if (typeof template === 'string') {
    return template;
  }
  const { 'Fn::Join': join, ...other } = template as { 'Fn::Join'?: [string, unknown[]] };
  return join ? join[1].map(asText).join(join[0]) : `(${Object.values(other).flat().join('.')})`;
}
