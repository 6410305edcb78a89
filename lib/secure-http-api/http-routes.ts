import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnRoute, HttpRouteAuthorizerConfig, IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct, Dependable, IConstruct } from 'constructs';
import { checkUrlParameters } from '../core/backend-url';
import { checkGiven, refuse, useOneOf } from '../core/errors';
import { InvokePermissions } from '../core/invoke-permissions';
import { suppressNag } from '../core/nag-suppression';
import { warnOfCoarseVerdicts } from '../core/verdict-cache';
import { warn } from '../core/warnings';
import { Authorization } from '../shared/authorization';
import { RouteIntegration } from '../shared/route-integration';
import { HttpAuthorizers } from './http-authorizers';
import { HttpIntegrations } from './integrations/http-integrations';
import { Preflight } from './preflight';
import {
  matchingForm,
  METHODS_WITHOUT_OPTIONS,
  parseRouteKey,
  RouteKey,
  routeArnSuffix,
  stableId,
} from '../core/route-key';
import { routeScopes } from '../core/route-scopes';
import { SecureHttpRoute, SecureHttpRouteOptions } from './secure-http-route';

/** Rule Q-2. */
const ROUTES_QUOTA = 300;
const PREFLIGHT_OF_DEFAULT = 'OPTIONS /{proxy+}';

export interface HttpRoutesProps {
  readonly httpApi: IHttpApi;
  /** `*` where the stage is not known. */
  readonly stageName: string;
  readonly authorization: Authorization;
  /** Whether the API answers preflights from a CORS configuration. */
  readonly answersPreflights: boolean;
}

interface RouteResource {
  readonly owner: SecureHttpRoute;
  readonly resource: CfnRoute;
  /** Its construct in the API, where it is one method of an `ANY` that was taken apart. */
  readonly partOfAny?: Construct;
}

/** The routes of one HTTP API. Its rules: deny by default, one resource a route, and no authorizer before a preflight. */
export class HttpRoutes {
  public readonly all: SecureHttpRoute[] = [];
  private readonly authorizers: HttpAuthorizers;
  private readonly integrations: HttpIntegrations;
  private readonly permissions: InvokePermissions;
  private preflight?: Preflight;
  private pastQuota = false;
  /** By what they match, so that `ANY` gives way to a method of its own (rule H-4). */
  private readonly resources = new Map<string, RouteResource>();

  public constructor(
    private readonly scope: Construct,
    private readonly props: HttpRoutesProps,
  ) {
    checkGiven(scope, 'authorization', props.authorization, 'say who may call, such as Authorization.jwt({...})');
    this.permissions = new InvokePermissions(scope, this.executeApiArn('*'));
    this.authorizers = new HttpAuthorizers(scope, props.httpApi, this.permissions, props.authorization);
    this.integrations = new HttpIntegrations(scope, props.httpApi, this.permissions);
  }

  public add(routeKey: string, integration: RouteIntegration, options: SecureHttpRouteOptions): SecureHttpRoute {
    const key = parseRouteKey(this.scope, routeKey);
    const remedy = 'say what answers, such as RouteIntegration.lambda(fn)';
    checkGiven(this.scope, `integration of ${key.text}`, integration, remedy);
    const authorization = options.authorization ?? this.inherited(key.text);
    this.refuseDuplicate(key);
    if (integration._intent.kind === 'http') {
      checkUrlParameters(this.scope, key, integration._intent.url);
    }
    this.refuseAuthorizedPreflight(key, authorization);
    this.makeWay(key);
    const route = SecureHttpRoute._create(this.scope, stableId(key), {
      routeKey: key.text,
      authorization,
      scopes: routeScopes(this.scope, key.text, authorization, options.scopes),
      invokeArn: this.executeApiArn(`${this.props.stageName}/${routeArnSuffix(key)}`),
    });
    const target = `integrations/${this.integrations.integrate(route, integration).integrationId}`;
    const parts = this.partsOf(key, authorization);
    parts.forEach((part) => this.addResource(route, part, key, target));
    Dependable.implement(route, new RouteDependency(() => this.resourcesOf(route)));
    if (key.path === undefined && this.guards(authorization)) {
      this.answerPreflightsOfDefault();
    }
    if (route.isPublic) {
      warn(route, 'publicRoute', `${key.text} answers anyone; acknowledge this warning if it is meant to`);
    }
    warnOfCoarseVerdicts(route, neededInCacheKey(key, parts));
    this.all.push(route);
    this.warnPastQuota();
    return route;
  }

  /** What a route became in the template: several resources for an `ANY` that was taken apart. */
  public resourcesOf(route: SecureHttpRoute): CfnRoute[] {
    return [...this.resources.values()].filter(({ owner }) => owner === route).map(({ resource }) => resource);
  }

  /** Route keys in the template. */
  public routeKeys(): string[] {
    const keys = [...this.resources.values()].map(({ resource }) => resource.routeKey);
    return this.preflight ? [...keys, this.preflight.route.routeKey] : keys;
  }

  /** Whether the resource is one of this table. */
  public made(resource: IConstruct): boolean {
    const isOurs = [...this.resources.values()].some((ours) => ours.resource === resource);
    return isOurs || resource === this.preflight?.route;
  }

  public publicKeys(): string[] {
    return this.all.filter((route) => route.isPublic).map((route) => route.routeKey);
  }

  public grantInvoke(grantee: IGrantable, routeKeys: string[]): Grant {
    const wanted = routeKeys.length > 0 ? routeKeys.map((key) => this.find(key)) : this.all.filter(isSigned);
    if (wanted.length === 0) {
      const got = this.all.map((route) => route.routeKey);
      refuse(this.scope, 'no route has Authorization.iam(), so there is nothing to grant', got, 'add one first');
    }
    return wanted.map((route) => route.grantInvoke(grantee)).reduce((all, one) => all.combine(one));
  }

  public authorizationHeaders(): string[] {
    return this.authorizers.headers();
  }

  private find(routeKey: string): SecureHttpRoute {
    const known = this.all.map((route) => route.routeKey);
    const found = this.all.find((route) => route.routeKey === routeKey);
    const remedy = useOneOf(known, 'the API has no routes yet: add it with addRoute first');
    return found ?? refuse(this.scope, 'no such route', routeKey, remedy);
  }

  /** What a route gets that is added to the L2 construct without an authorizer of its own. */
  public authorizationOfL2Routes(): HttpRouteAuthorizerConfig {
    const text = 'a route of httpApi';
    const authorization = this.inherited(text);
    const authorizationScopes = routeScopes(this.scope, text, authorization, undefined);
    return { ...this.authorizers.authorize(authorization), authorizationScopes };
  }

  private inherited(routeKey: string): Authorization {
    if (this.props.authorization._intent.kind === 'none') {
      const remedy = 'name one on the route; Authorization.none() makes it public';
      refuse(this.scope, 'the route has no authorization and there is none to inherit from the API', routeKey, remedy);
    }
    return this.props.authorization;
  }

  private refuseDuplicate(key: RouteKey): void {
    const present = this.resources.get(matchingForm(key));
    const twin =
      this.all.find((route) => route.routeKey === key.text) ?? (present?.partOfAny ? undefined : present?.owner);
    if (twin) {
      const remedy = `it matches the same requests as "${twin.routeKey}"; keep one of them`;
      refuse(this.scope, 'the route exists already', key.text, remedy);
    }
    if (this.preflight && this.preflight.matches === matchingForm(key)) {
      const remedy = 'leave it out, or add it before "$default" to answer OPTIONS requests yourself';
      refuse(this.scope, 'the API has this route already, to keep preflights from "$default"', key.text, remedy);
    }
  }

  /** An authorizer would answer the browser's preflight with 401 before CORS could (rule H-49). */
  private refuseAuthorizedPreflight(key: RouteKey, authorization: Authorization): void {
    if (key.method === 'OPTIONS' && this.guards(authorization)) {
      const remedy = 'leave the route out: the API answers preflights itself; or give it Authorization.none()';
      refuse(this.scope, 'the route would put an authorizer before preflights', key.text, remedy);
    }
  }

  private guards(authorization: Authorization): boolean {
    return this.props.answersPreflights && authorization._intent.kind !== 'none';
  }

  /** The routes the service gets: `ANY` without OPTIONS where an authorizer would meet preflights. */
  private partsOf(key: RouteKey, authorization: Authorization): RouteKey[] {
    if (key.method !== 'ANY' || key.path === undefined || !this.guards(authorization)) {
      return [key];
    }
    return METHODS_WITHOUT_OPTIONS.map((method) => ({ method, path: key.path, text: `${method} ${key.path}` })).filter(
      (part) => !this.resources.has(matchingForm(part)),
    );
  }

  /** A method of its own takes the place of what `ANY` was taken apart into, under the same logical id. */
  private makeWay(key: RouteKey): void {
    const part = this.resources.get(matchingForm(key))?.partOfAny;
    if (part) {
      this.scope.node.tryRemoveChild(part.node.id);
    }
  }

  private addResource(route: SecureHttpRoute, part: RouteKey, key: RouteKey, target: string): void {
    const partOfAny = part === key ? undefined : new Construct(this.scope, stableId(part));
    const resource = new CfnRoute(partOfAny ?? route, 'Resource', {
      apiId: this.props.httpApi.apiId,
      routeKey: part.text,
      target,
      ...this.authorizers.authorize(route.authorization),
      authorizationScopes: route.scopes.length > 0 ? route.scopes : undefined,
    });
    if (route.isPublic) {
      suppressNag(resource, 'AwsSolutions-APIG4', 'Public on purpose: its own line says Authorization.none().');
    }
    this.resources.set(matchingForm(part), { owner: route, resource, partOfAny });
  }

  /** `$default` takes OPTIONS too: a greedy public route outranks it and keeps the authorizer out of preflights. */
  private answerPreflightsOfDefault(): void {
    const key = parseRouteKey(this.scope, PREFLIGHT_OF_DEFAULT);
    if (!this.resources.has(matchingForm(key))) {
      const { httpApi } = this.props;
      this.preflight = new Preflight(this.scope, 'Preflight', {
        httpApi,
        key,
        permissions: this.permissions,
      });
    }
  }

  private warnPastQuota(): void {
    const count = this.resources.size + (this.preflight ? 1 : 0);
    if (count > ROUTES_QUOTA && !this.pastQuota) {
      this.pastQuota = true;
      const remedy = 'ask AWS for a higher quota, or use a second API';
      warn(this.scope, 'routeQuota', `more than ${ROUTES_QUOTA} routes, each method of ANY counted: ${remedy}`);
    }
  }

  private executeApiArn(suffix: string): string {
    return Stack.of(this.scope).formatArn({
      service: 'execute-api',
      resource: this.props.httpApi.apiId,
      resourceName: suffix,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }
}

function isSigned(route: SecureHttpRoute): boolean {
  return route.authorization._intent.kind === 'iam';
}

/** Who depends on a route depends on all it became, as it is when the app is synthesized. */
class RouteDependency extends Dependable {
  public constructor(private readonly resources: () => IConstruct[]) {
    super();
  }

  public get dependencyRoots(): IConstruct[] {
    return this.resources();
  }
}

/** The service's key has the route (rule H-64), which for `ANY` and `{id}` is many requests. */
function neededInCacheKey(key: RouteKey, parts: RouteKey[]): string[] {
  return [
    ...(parts.some((part) => part.method === 'ANY') ? ['httpMethod'] : []),
    ...(key.path === undefined || key.path.includes('{') ? ['path'] : []),
  ];
}
