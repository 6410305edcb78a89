import { Duration } from 'aws-cdk-lib';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { LambdaAuthorizationOptions } from '../../shared/authorization';
import { RequestTokenSource } from '../../runtime/contract/jwt-authorizer-settings';
import { IdentitySource } from '../../shared/identity-source';
import { TOKEN_HEADER } from '../../core/token-header';
import { cachesVerdicts } from '../../core/verdict-cache';
import { lambdaUri } from './lambda-uri';

/** Name of the security scheme for API keys. */
export const API_KEY = 'ApiKey';

export const API_KEY_SCHEME = { type: 'apiKey', in: 'header', name: 'x-api-key' };

/**
 * A native Cognito authorizer (rule C-9).
 *
 * @param clients whose id tokens are taken; none for any
 */
export function cognitoScheme(userPoolArn: string, clients: string[]): Record<string, unknown> {
  return {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    'x-amazon-apigateway-authtype': 'cognito_user_pools',
    'x-amazon-apigateway-authorizer': {
      type: 'cognito_user_pools',
      providerARNs: [userPoolArn],
      ...(clients.length > 0 ? { identityValidationExpression: `^(${clients.join('|')})$` } : {}),
    },
  };
}

/** Without them a verdict would be cached for every route (rule R-60), where that of an HTTP API is for one. */
const ROUTE = ['context.httpMethod', 'context.resourcePath'];

/** A REQUEST authorizer (rule C-11). Without a cache the sources are optional, and the function decides. */
export function lambdaScheme(
  scope: IConstruct,
  fn: IFunction,
  options: LambdaAuthorizationOptions,
): Record<string, unknown> {
  const named = (options.identitySources ?? [TOKEN_HEADER]).map(expression);
  const sources = cachesVerdicts(options) ? [...new Set([...named, ...ROUTE])] : named;
  return requestScheme(scope, fn, sources, options.resultsCacheTtl ?? Duration.seconds(0));
}

/** The shipped JWT authorizer: a missing token gets 401 without a call where verdicts are cached. */
export function jwtScheme(
  scope: IConstruct,
  fn: IFunction,
  source: RequestTokenSource,
  ttl: Duration,
): Record<string, unknown> {
  const where = source.in === 'header' ? 'header' : 'querystring';
  return requestScheme(scope, fn, [`method.request.${where}.${source.name}`], ttl);
}

/** How callers send a token. */
export const BEARER = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' };

/** The scheme as callers see it. */
export function shownScheme(source: IdentitySource = TOKEN_HEADER): Record<string, unknown> {
  switch (source._kind) {
    case 'header':
      return source._name.toLowerCase() === 'authorization'
        ? BEARER
        : { type: 'apiKey', in: 'header', name: source._name };
    case 'queryString':
      return { type: 'apiKey', in: 'query', name: source._name };
    default:
      return BEARER;
  }
}

function requestScheme(scope: IConstruct, fn: IFunction, sources: string[], ttl: Duration): Record<string, unknown> {
  return {
    type: 'apiKey',
    in: 'header',
    name: 'Unused',
    'x-amazon-apigateway-authtype': 'custom',
    'x-amazon-apigateway-authorizer': {
      type: 'request',
      authorizerUri: lambdaUri(scope, fn),
      authorizerResultTtlInSeconds: ttl.toSeconds(),
      ...(sources.length > 0 ? { identitySource: sources.join(', ') } : {}),
    },
  };
}

function expression(source: IdentitySource): string {
  switch (source._kind) {
    case 'header':
      return `method.request.header.${source._name}`;
    case 'queryString':
      return `method.request.querystring.${source._name}`;
    case 'context':
      return `context.${source._name}`;
    case 'stageVariable':
      return `stageVariables.${source._name}`;
  }
}
