import { Duration } from 'aws-cdk-lib';
import { CorsHttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { IConstruct } from 'constructs';
import { METHODS_WITHOUT_OPTIONS } from '../core/route-key';
import { warn } from '../core/warnings';
import { CORS_ENVIRONMENT } from '../runtime/contract/cors-environment';
import { originExpression } from '../runtime/contract/origin-pattern';
import { AllowOriginsOptions, Cors, CorsOptions } from '../shared/cors';
import { _Origin } from '../shared/origin';
import { OriginHeaders } from './openapi/preflight-operation';

/** What answers of API Gateway itself say when they are 429 or 503. */
const OWN_HEADER = 'Retry-After';

/** The CORS of a REST API: the service has none of its own, so preflights and errors carry it. */
export interface RestCors {
  /** @param headers that a page must be allowed to send, since authorization or keys read them */
  readonly preflight: (headers: string[]) => OriginHeaders;
  /** For answers that templates make. */
  readonly answer: OriginHeaders;
  /** For answers of API Gateway itself. */
  readonly errorHeaders: Record<string, string>;
  /** What functions need to do the same for their answers. */
  readonly environment: Record<string, string>;
}

export function renderRestCors(scope: IConstruct, cors: Cors): RestCors | undefined {
  const intent = cors._intent;
  switch (intent.kind) {
    case 'disabled':
      return undefined;
    case 'anyOrigin':
      warn(
        scope,
        'anyOrigin',
        'pages of any origin may read what this API answers; use Cors.allowOrigins([...]) to name yours',
      );
      return render([], intent.options);
    case 'allowOrigins':
      for (const origin of intent.origins.filter(({ isPlainHttp }) => isPlainHttp)) {
        warn(scope, 'plainHttpOrigin', `whoever is on the network path can speak for ${origin.text}; use https`);
      }
      return render(intent.origins, intent.options);
  }
}

/** @param origins none for any */
function render(origins: _Origin[], options: AllowOriginsOptions): RestCors {
  const anyOrigin = origins.length === 0;
  const credentials: Record<string, string> = options.credentials ? { 'Access-Control-Allow-Credentials': 'true' } : {};
  const test = { condition: anyOrigin ? "$o!=''" : origins.map(condition).join('||'), anyOrigin };
  return {
    preflight: (headers) => ({
      ...test,
      headers: { ...credentials, ...preflightHeaders(options, headers) },
    }),
    answer: { ...test, headers: { ...credentials, ...exposed(options) } },
    errorHeaders: errorHeaders(origins, { ...credentials, ...exposed(options) }),
    environment: {
      [CORS_ENVIRONMENT.allowedOrigins]: anyOrigin ? '*' : origins.map(({ text }) => text).join(','),
      ...(options.credentials ? { [CORS_ENVIRONMENT.allowCredentials]: 'true' } : {}),
      ...(options.exposeHeaders ? { [CORS_ENVIRONMENT.exposeHeaders]: options.exposeHeaders.join(',') } : {}),
    },
  };
}

function preflightHeaders(options: CorsOptions, needed: string[]): Record<string, string> {
  const asked = (options.headers ?? []).filter((header) => !needed.includes(header.toLowerCase()));
  const methods = options.methods ?? METHODS_WITHOUT_OPTIONS;
  return {
    'Access-Control-Allow-Methods': (methods.includes(CorsHttpMethod.ANY) ? ['*'] : methods).join(','),
    'Access-Control-Allow-Headers': ['content-type', ...needed, ...asked].join(','),
    'Access-Control-Max-Age': String((options.maxAge ?? Duration.minutes(10)).toSeconds()),
  };
}

function exposed({ exposeHeaders = [] }: CorsOptions): Record<string, string> {
  const isThere = exposeHeaders.some((name) => name === '*' || name.toLowerCase() === OWN_HEADER.toLowerCase());
  return { 'Access-Control-Expose-Headers': [...exposeHeaders, ...(isThere ? [] : [OWN_HEADER])].join(',') };
}

/**
 * A gateway response can name one origin or echo any, but cannot choose. Echoing would let every site read errors, so it
 * names the first of the allowed ones (ADR 0007).
 */
function errorHeaders(origins: _Origin[], more: Record<string, string>): Record<string, string> {
  if (origins.length === 0) {
    return { 'Access-Control-Allow-Origin': '*', ...more };
  }
  const first = origins.find(({ isPattern }) => !isPattern);
  return first ? { 'Access-Control-Allow-Origin': first.text, Vary: 'Origin', ...more } : { Vary: 'Origin' };
}

/** An expression of the mapping template, whose `matches` takes the whole text. */
function condition({ text, isPattern }: _Origin): string {
  return isPattern ? `$o.matches('${originExpression(text)}')` : `$o=='${text}'`;
}
