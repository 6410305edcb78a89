import { pathParametersOf } from './operation';

/** What a page of an allowed origin is told, beside that it is allowed. */
export interface OriginHeaders {
  /** An expression of the mapping template that is true for an allowed origin in `$o`. */
  readonly condition: string;
  readonly anyOrigin: boolean;
  readonly headers: Record<string, string>;
}

/**
 * OPTIONS without authorization or key, answered by API Gateway itself. Its template echoes an allowed origin and says
 * nothing to others (rules ). Header names are looked up case-sensitively, and HTTP/2 sends lower case.
 */
export function preflightOperation(path: string, cors: OriginHeaders): Record<string, unknown> {
  const parameters = pathParametersOf(path);
  return {
    ...(parameters.length > 0 ? { parameters } : {}),
    security: [],
    responses: { '204': { description: 'Answer to a CORS preflight' } },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode":204}' },
      responses: { default: { statusCode: '204', responseTemplates: { 'application/json': toAllowedOrigin(cors) } } },
    },
  };
}

/** The part of a response template that echoes an allowed origin, with these headers, and tells others nothing. */
export function toAllowedOrigin({ condition, anyOrigin, headers }: OriginHeaders): string {
  const origin = anyOrigin ? "'*'" : '$o';
  const overrides = [
    set('Access-Control-Allow-Origin', origin),
    ...Object.entries(headers).map(([name, value]) => set(name, `'${value}'`)),
  ];
  return [
    // by its place: `$input.params('origin')` would find `?origin=` and `/{origin}` before the header
    "#set($o=$input.params().get('header').get('Origin'))",
    "#if(!$o)#set($o=$input.params().get('header').get('origin'))#end",
    "#if(!$o)#set($o='')#end",
    ...(anyOrigin ? [] : [set('Vary', "'Origin'")]),
    `#if(${condition})`,
    ...overrides,
    '#end',
  ].join('');
}

function set(header: string, expression: string): string {
  return `#set($context.responseOverride.header.${header}=${expression})`;
}
