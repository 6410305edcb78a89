import { Duration, Token } from 'aws-cdk-lib';
import { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { refuse } from '../core/errors';
import { IdentitySource } from './identity-source';
import { _checkIssuer } from './issuer';

/** Options of `Authorization.jwt`. */
export interface JwtAuthorizationOptions {
  /**
   * The `iss` claim of accepted tokens, and where `/.well-known/openid-configuration` is found. Compared to the letter:
   * with a trailing slash it is another issuer.
   */
  readonly issuer: string;

  /** Accepted `aud` claims (or `client_id` where a token has no `aud`). One of them is enough. 1 to 50. */
  readonly audience: string[];

  /**
   * Scopes demanded by routes that name none of their own. One of them is enough.
   *
   * @default - none
   */
  readonly scopes?: string[];

  /**
   * The header or query string parameter with the token.
   *
   * @default - IdentitySource.header('Authorization'); on a WebSocket API the subprotocols `bearer, <token>`, or `?token=`
   */
  readonly identitySource?: IdentitySource;

  /**
   * How long a verdict on a token is reused, and so the longest time it may outlast the token. Up to 1 hour. Only where
   * the library's own authorizer verifies each request: REST APIs. The authorizers of HTTP and WebSocket APIs have no such
   * cache.
   *
   * @default Duration.minutes(1)
   */
  readonly resultsCacheTtl?: Duration;
}

/** Options of `Authorization.cognito`. */
export interface CognitoAuthorizationOptions {
  /** App clients whose tokens are accepted. At least one. */
  readonly clients: IUserPoolClient[];

  /**
   * Scopes demanded by routes that name none of their own. One of them is enough. Only access tokens have scopes.
   *
   * @default - none
   */
  readonly scopes?: string[];
}

/** Options of `Authorization.lambda`. */
export interface LambdaAuthorizationOptions {
  /**
   * What must be there and non-empty before the function is called. A request without it gets 401. On a REST API only
   * where verdicts are cached: otherwise it calls the function all the same, which must say no to such a request.
   *
   * On a WebSocket API the function is asked about every handshake unless this says otherwise, since browsers can't set
   * headers of one: it finds the token in the subprotocols, the query string or a cookie. Of the subprotocols, only `bearer`
   * is answered, so that pages write `new WebSocket(url, ['bearer', token])`: a browser ends a handshake that is answered
   * none of those it offered.
   *
   * @default [IdentitySource.header('Authorization')]; on a WebSocket API what every handshake has
   */
  readonly identitySources?: IdentitySource[];

  /**
   * How long a verdict is reused for the same identity sources and route. Up to 1 hour.
   *
   * The route is always part of the cache key, but a path parameter is not, and on an HTTP API neither is the method for
   * `ANY`: add `IdentitySource.context('path')` and `IdentitySource.context('httpMethod')` where the function looks at
   * them.
   *
   * @default Duration.seconds(0) - every request asks the function
   */
  readonly resultsCacheTtl?: Duration;
}

/** @internal */
export type _AuthorizationIntent =
  | { readonly kind: 'jwt'; readonly options: JwtAuthorizationOptions }
  | { readonly kind: 'cognito'; readonly userPool: IUserPool; readonly options: CognitoAuthorizationOptions }
  | { readonly kind: 'lambda'; readonly fn: IFunction; readonly options: LambdaAuthorizationOptions }
  | { readonly kind: 'iam' }
  | { readonly kind: 'none' };

/**
 * Who may call. One value may serve several APIs: each makes its own authorizer from it.
 *
 * @example
 * const authorization = Authorization.jwt({ issuer: 'https://id.example.com', audience: ['orders'] });
 */
export class Authorization {
  /**
   * Callers with a JSON Web Token of an OpenID Connect issuer.
   *
   * On REST and WebSocket APIs the library's own authorizer says who calls, as `principalId`: the token's `sub`, or
   * `client:` and its `client_id` where a client calls in its own name. A token with neither is refused.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
   */
  public static jwt(options: JwtAuthorizationOptions): Authorization {
    _checkIssuer(options.issuer);
    checkTtl('Authorization.jwt', options.resultsCacheTtl);
    if (!Token.isUnresolved(options.audience) && (options.audience.length < 1 || options.audience.length > 50)) {
      refuse(
        'Authorization.jwt',
        'audience must name 1 to 50 audiences',
        options.audience,
        'name who the token is for',
      );
    }
    if (options.audience.some((audience) => audience.trim() === '')) {
      refuse('Authorization.jwt', 'audience holds an empty text', options.audience, 'name who the token is for');
    }
    const kind = options.identitySource?._kind ?? 'header';
    if (kind !== 'header' && kind !== 'queryString') {
      refuse(
        'Authorization.jwt',
        'identitySource cannot hold a token',
        kind,
        'use IdentitySource.header or queryString',
      );
    }
    return new Authorization({ kind: 'jwt', options });
  }

  /**
   * Callers with a token of an Amazon Cognito user pool.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
   */
  public static cognito(userPool: IUserPool, options: CognitoAuthorizationOptions): Authorization {
    if (options.clients.length < 1 || options.clients.length > 50) {
      const got = options.clients.length;
      refuse('Authorization.cognito', 'clients must name 1 to 50 app clients', got, 'name those whose tokens count');
    }
    return new Authorization({ kind: 'cognito', userPool, options });
  }

  /**
   * Callers whom a function of yours lets in.
   *
   * - For an HTTP API it gets a payload 2.0 event and answers `{ isAuthorized, context? }`.
   * - For a REST or WebSocket API it gets a REQUEST event and answers `{ principalId, policyDocument, context? }`: a policy
   *   that allows `execute-api:Invoke` on `event.methodArn`. To answer 401 it throws an error with the text `Unauthorized`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
   */
  public static lambda(fn: IFunction, options: LambdaAuthorizationOptions = {}): Authorization {
    checkVerdictCache(options);
    return new Authorization({ kind: 'lambda', fn, options });
  }

  /**
   * Callers who sign with AWS credentials (Signature Version 4) and may `execute-api:Invoke`. See `grantInvoke`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
   */
  public static iam(): Authorization {
    return new Authorization({ kind: 'iam' });
  }

  /**
   * Anyone. On a route it makes that route public, with a warning. As an API's own authorization it gives routes
   * nothing to inherit: each must then say who may call it.
   */
  public static none(): Authorization {
    return new Authorization({ kind: 'none' });
  }

  private constructor(/** @internal */ public readonly _intent: _AuthorizationIntent) {}
}

function checkTtl(where: string, ttl: Duration | undefined): void {
  const seconds = ttl === undefined || ttl.isUnresolved() ? 0 : ttl.toSeconds({ integral: false });
  if (seconds > 3600 || !Number.isInteger(seconds)) {
    const got = ttl?.toHumanString();
    refuse(where, 'resultsCacheTtl must be whole seconds up to 1 hour', got, 'give such a time');
  }
}

function checkVerdictCache(options: LambdaAuthorizationOptions): void {
  const { resultsCacheTtl: ttl, identitySources: sources } = options;
  checkTtl('Authorization.lambda', ttl);
  const isCached = ttl !== undefined && (ttl.isUnresolved() || ttl.toSeconds() > 0);
  if (isCached && sources && !sources.some((source) => source._namesCaller)) {
    const got = sources.map((source) => source._name);
    const remedy = 'name what tells one caller from another, such as a header, or leave out resultsCacheTtl';
    refuse('Authorization.lambda', 'a cached verdict would serve every caller', got, remedy);
  }
}
