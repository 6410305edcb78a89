import { Duration, Lazy, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { contentKey } from '../core/content-key';
import { ENVIRONMENT_BYTES } from '../core/environment-size';
import { refuse } from '../core/errors';
import { HandlerFunction } from '../core/handler-function';
import { InvokePermissions } from '../core/invoke-permissions';
import { RouteKey } from '../core/route-key';
import { TOKEN_HEADER } from '../core/token-header';
import { encodeSettings, JWT_AUTHORIZER, RequestTokenSource } from '../runtime/contract/jwt-authorizer-settings';
import { entangledRoutes, routeTable, ScopedRoute } from '../runtime/contract/route-table';
import { JwtAuthorizationOptions } from '../shared/authorization';
import { jwtScheme, shownScheme } from './openapi/security-schemes';

const CLOCK_SKEW = Duration.seconds(30);
const KEYS_MAX_AGE = Duration.hours(1);
const DEFAULT_CACHE = Duration.minutes(1);
/** Its access tokens name the app client in another claim than its id tokens, and are told apart by it. */
const COGNITO_ISSUER = /^https:\/\/cognito-idp\.[^/]+\.amazonaws\.com(\.cn)?\//;

const UNCACHED = 'Uncached';

/** The scheme that callers see in place of one in the body. */
export function publishedName(scheme: string): string {
  return scheme.endsWith(UNCACHED) ? scheme.slice(0, -UNCACHED.length) : scheme;
}

/** The shipped authorizers of one REST API: a function for each different JWT authorization. */
export class JwtAuthorizers {
  private readonly made = new Map<string, JwtAuthorizer>();

  public constructor(
    private readonly scope: Construct,
    private readonly permissions: InvokePermissions,
    private readonly allowedByPolicy: () => string[],
    /** The API's own, where it is one of these. */
    private readonly own?: JwtAuthorizationOptions,
  ) {}

  /** Notes that a route demands these scopes, and gives the scheme that will be the route's once all are known. */
  public authorize(key: RouteKey & { path: string }, options: JwtAuthorizationOptions, scopes: string[]): () => string {
    const authorizer = this.find(options);
    return authorizer.add({ method: key.method, path: key.path, scopes });
  }

  /** What changes no verdict is not in the id: the function and its log stay what they are. */
  private find(options: JwtAuthorizationOptions): JwtAuthorizer {
    const { verified, key } = this.keysOf(options);
    const known = this.made.get(key);
    if (known) {
      return known;
    }
    const id = `Jwt${verified}`;
    const own = this.own && this.keysOf(this.own);
    // the API's own has the id whether its routes come first or not
    const isTaken = (own?.verified === verified && own.key !== key) || this.scope.node.tryFindChild(id) !== undefined;
    const made = new JwtAuthorizer(this.scope, isTaken ? `Jwt${key}` : id, options, this.allowedByPolicy);
    this.made.set(key, made);
    this.permissions.allow(made.handler.fn);
    return made;
  }

  private keysOf({ issuer, audience, identitySource = TOKEN_HEADER, resultsCacheTtl }: JwtAuthorizationOptions) {
    const verified = contentKey(this.scope, { issuer, audience, identitySource });
    return { verified, key: contentKey(this.scope, [verified, resultsCacheTtl ?? DEFAULT_CACHE]) };
  }

  /** A route was added, whoever authorizes it. */
  public reconsider(): void {
    this.made.forEach((authorizer) => authorizer.reconsider());
  }

  public schemes(): Record<string, unknown> {
    return Object.assign({}, ...[...this.made.values()].map((authorizer) => authorizer.schemes()));
  }

  /** The same as callers see them: which verdicts are cached is none of their business. */
  public published(): Record<string, unknown> {
    return Object.assign({}, ...[...this.made.values()].map((authorizer) => authorizer.published()));
  }
}

class JwtAuthorizer extends Construct {
  public readonly handler: HandlerFunction;
  private readonly routes: ScopedRoute[] = [];
  private apart?: Set<ScopedRoute>;

  public constructor(
    scope: Construct,
    id: string,
    private readonly options: JwtAuthorizationOptions,
    private readonly allowedByPolicy: () => string[],
  ) {
    super(scope, id);
    if (Token.isUnresolved(options.audience)) {
      const remedy = 'write out the list; its members may be tokens';
      refuse('Authorization.jwt', 'for a REST API the list of audiences must be known at synthesis', 'a token', remedy);
    }
    this.handler = new HandlerFunction(this, 'Handler', {
      handler: 'jwt-authorizer',
      description: 'Lets in requests with a good JSON Web Token and the scopes their route demands',
      environment: { [JWT_AUTHORIZER]: Lazy.string({ produce: () => this.settings().value }) },
    });
    this.node.addValidation({ validate: () => this.validateSize() });
  }

  public add(route: ScopedRoute): () => string {
    this.routes.push(route);
    this.reconsider();
    return () => (this.entangled().has(route) ? this.uncachedName : this.cachedName);
  }

  public reconsider(): void {
    this.apart = undefined;
  }

  /** A second one, without a cache, for routes of which no cached verdict could speak. */
  public schemes(): Record<string, unknown> {
    const entangled = this.entangled();
    const { fn } = this.handler;
    const source = tokenSource(this.options);
    const ttl = this.options.resultsCacheTtl ?? DEFAULT_CACHE;
    const cached = { [this.cachedName]: jwtScheme(this, fn, source, ttl) };
    const uncached = { [this.uncachedName]: jwtScheme(this, fn, source, Duration.seconds(0)) };
    return {
      ...(entangled.size < this.routes.length ? cached : {}),
      ...(entangled.size > 0 ? uncached : {}),
    };
  }

  public published(): Record<string, unknown> {
    return { [this.cachedName]: shownScheme(this.options.identitySource) };
  }

  private get cachedName(): string {
    return this.node.id;
  }

  private get uncachedName(): string {
    return this.node.id + UNCACHED;
  }

  /** Each route is asked about, and the answer takes all of them. */
  private entangled(): Set<ScopedRoute> {
    this.apart ??= new Set(this.hasOneDemand() ? [] : entangledRoutes(this.routes, this.allowedByPolicy()));
    return this.apart;
  }

  private hasOneDemand(): boolean {
    return new Set(this.routes.map(({ scopes }) => JSON.stringify([...scopes].sort()))).size < 2;
  }

  private settings() {
    return encodeSettings({
      issuer: this.options.issuer,
      audience: this.options.audience,
      tokenUse: COGNITO_ISSUER.test(this.options.issuer) ? 'cognito' : undefined,
      token: tokenSource(this.options),
      clockSkewSeconds: CLOCK_SKEW.toSeconds(),
      keysMaxAgeSeconds: KEYS_MAX_AGE.toSeconds(),
      ...(this.hasOneDemand()
        ? { scopes: this.routes[0]?.scopes ?? [] }
        : { scopes: [], routes: routeTable(this.routes, this.allowedByPolicy()) }),
    });
  }

  private validateSize(): string[] {
    const { bytes } = this.settings();
    const remedy = 'give more of them the same scopes, or put some in a second API';
    return bytes <= ENVIRONMENT_BYTES
      ? []
      : [
          `the scopes of ${this.routes.length} routes take ${bytes} of the ${ENVIRONMENT_BYTES} bytes the authorizer has; ${remedy}`,
        ];
  }
}

function tokenSource({ identitySource = TOKEN_HEADER }: JwtAuthorizationOptions): RequestTokenSource {
  switch (identitySource._kind) {
    case 'header':
      return { in: 'header', name: identitySource._name };
    case 'queryString':
      return { in: 'query', name: identitySource._name };
    default:
      return refuse('Authorization.jwt', 'identitySource cannot hold a token', identitySource._kind, 'use a header');
  }
}
