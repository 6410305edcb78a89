import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { contentKey } from '../core/content-key';
import { InvokePermissions } from '../core/invoke-permissions';
import { TOKEN_HEADER } from '../core/token-header';
import { warn } from '../core/warnings';
import { _AuthorizationIntent, Authorization } from '../shared/authorization';
import { headersRead } from '../core/headers-read';
import { JwtAuthorizers } from './jwt-authorizers';
import { BEARER, cognitoScheme, lambdaScheme, shownScheme } from './openapi/security-schemes';
import { RestRouteKey } from './rest-path';

/** How an operation names its authorization in the body. */
export interface RestRouteAuthorization {
  /** Entry of `security`, where an authorizer decides. Asked for at synthesis, when every route is known. */
  readonly scheme?: () => string;
  readonly scopes: string[];
  readonly isSigned: boolean;
}

/** The authorizers of one REST API, which stand in its body as security schemes: one for each different authorization. */
export class RestAuthorizers {
  private readonly made = new Map<string, unknown>();
  private readonly shown = new Map<string, unknown>();
  private readonly used = new Set<Authorization>();
  private readonly jwt: JwtAuthorizers;

  public constructor(
    private readonly scope: Construct,
    private readonly permissions: InvokePermissions,
    apiAuthorization: Authorization,
    allowedByPolicy: () => string[],
  ) {
    const { _intent: intent } = apiAuthorization;
    const own = intent.kind === 'jwt' ? intent.options : undefined;
    this.jwt = new JwtAuthorizers(scope, permissions, allowedByPolicy, own);
  }

  public authorize(
    where: Construct,
    key: RestRouteKey,
    authorization: Authorization,
    scopes: string[],
  ): RestRouteAuthorization {
    this.used.add(authorization);
    this.jwt.reconsider();
    const intent = authorization._intent;
    switch (intent.kind) {
      case 'none':
        return { scopes: [], isSigned: false };
      case 'iam':
        return { scopes: [], isSigned: true };
      case 'cognito':
        return { scheme: this.cognito(where, intent, scopes), scopes, isSigned: false };
      case 'lambda':
        return { scheme: this.lambda(intent), scopes: [], isSigned: false };
      case 'jwt':
        return { scheme: this.jwt.authorize(key, intent.options, scopes), scopes: [], isSigned: false };
    }
  }

  /** Members of `components.securitySchemes`. */
  public schemes(): Record<string, unknown> {
    const all = Object.entries({ ...Object.fromEntries(this.made), ...this.jwt.schemes() });
    return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The same as callers see them. */
  public published(): Record<string, unknown> {
    return { ...Object.fromEntries(this.shown), ...this.jwt.published() };
  }

  /** Request headers that the authorizations in use read: a page must be allowed to send them. */
  public headers(): string[] {
    return [...new Set([...this.used].flatMap(headersRead))].sort();
  }

  /** Access tokens, which routes with scopes take, do not say in `aud` which client they are for (rules ). */
  private cognito(
    where: Construct,
    { userPool, options }: Extract<_AuthorizationIntent, { kind: 'cognito' }>,
    scopes: string[],
  ): () => string {
    const checksClients = scopes.length === 0;
    if (!checksClients) {
      const text = 'on a REST API a route with scopes takes access tokens of every app client of the user pool';
      warn(where, 'cognitoClients', `${text}; see to it that only those named may get these scopes`);
    }
    const clients = checksClients ? options.clients.map((client) => client.userPoolClientId) : [];
    const key = contentKey(this.scope, [userPool.userPoolArn, clients]);
    return this.once(`Cognito${key}`, () => cognitoScheme(userPool.userPoolArn, clients), BEARER);
  }

  private lambda({ fn, options }: Extract<_AuthorizationIntent, { kind: 'lambda' }>): () => string {
    this.permissions.allow(fn);
    const { identitySources = [TOKEN_HEADER], resultsCacheTtl = Duration.seconds(0) } = options;
    const key = contentKey(this.scope, [fn, identitySources, resultsCacheTtl]);
    return this.once(
      `Lambda${key}`,
      () => lambdaScheme(this.scope, fn, options),
      shownScheme(options.identitySources?.[0]),
    );
  }

  private once(name: string, make: () => unknown, shown: unknown): () => string {
    if (!this.made.has(name)) {
      this.made.set(name, make());
      this.shown.set(name, shown);
    }
    return () => name;
  }
}
