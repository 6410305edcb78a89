import { Duration, Lazy } from 'aws-cdk-lib';
import { CorsHttpMethod, CorsPreflightOptions } from 'aws-cdk-lib/aws-apigatewayv2';
import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { warn } from '../core/warnings';
import { AllowOriginsOptions, Cors } from '../shared/cors';
import { _Origin } from '../shared/origin';

const DEFAULT_METHODS = [
  CorsHttpMethod.DELETE,
  CorsHttpMethod.GET,
  CorsHttpMethod.HEAD,
  CorsHttpMethod.PATCH,
  CorsHttpMethod.POST,
  CorsHttpMethod.PUT,
];

/**
 * The CORS configuration of an HTTP API. The service answers preflights from it and replaces the CORS headers of
 * integrations (rule H-41).
 *
 * @param authorizationHeaders asked for at synthesis, when every route is known
 */
export function renderHttpCors(
  scope: IConstruct,
  cors: Cors,
  authorizationHeaders: () => string[],
): CorsPreflightOptions | undefined {
  const intent = cors._intent;
  if (intent.kind === 'disabled') {
    return undefined;
  }
  if (intent.kind === 'anyOrigin') {
    warn(
      scope,
      'anyOrigin',
      'pages of any origin may read what this API answers; use Cors.allowOrigins([...]) to name yours',
    );
    return render(['*'], intent.options, authorizationHeaders);
  }
  intent.origins.forEach((origin) => checkOrigin(scope, origin));
  const origins = intent.origins.map((origin) => origin.text);
  return render(origins, intent.options, authorizationHeaders);
}

function render(
  origins: string[],
  options: AllowOriginsOptions,
  authorizationHeaders: () => string[],
): CorsPreflightOptions {
  return {
    allowOrigins: origins,
    allowCredentials: options.credentials || undefined,
    allowMethods: options.methods ?? DEFAULT_METHODS,
    allowHeaders: Lazy.list({
      produce: () => union(['content-type', ...authorizationHeaders()], options.headers ?? []),
    }),
    exposeHeaders: options.exposeHeaders,
    maxAge: options.maxAge ?? Duration.minutes(10),
  };
}

/** Without regard to case, as headers are compared. */
function union(ours: string[], theirs: string[]): string[] {
  return [...ours, ...theirs.filter((header) => !ours.includes(header.toLowerCase()))];
}

function checkOrigin(scope: IConstruct, origin: _Origin): void {
  if (origin.isPattern) {
    refuse(
      scope,
      'an HTTP API cannot allow a wildcard subdomain (rule of the service: only exact origins or "*")',
      origin.text,
      'name each origin, or use MeteredRestApi, which matches anchored patterns',
    );
  }
  if (origin.isPlainHttp) {
    warn(scope, 'plainHttpOrigin', `whoever is on the network path can speak for ${origin.text}; use https`);
  }
}
