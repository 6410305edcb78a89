import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { contentKey } from '../core/content-key';
import { checkGiven, refuse, useOneOf } from '../core/errors';
import { InvokePermissions } from '../core/invoke-permissions';
import { constructId, matchingForm, parseRouteKey, routeArnSuffix } from '../core/route-key';
import { sorted } from '../core/sorted';
import { warnOfCoarseVerdicts } from '../core/verdict-cache';
import { warn } from '../core/warnings';
import { Authorization } from '../shared/authorization';
import { RouteIntegration } from '../shared/route-integration';
import { routeScopes } from '../core/route-scopes';
import { cachedRoute } from './cache/cached-route';
import { grantApart } from './grant-apart';
import { RestIntegrations } from './integrations/rest-integrations';
import { MeteredRestRoute, MeteredRestRouteOptions } from './metered-rest-route';
import { checkSchema, JsonSchema } from '../core/json-schema';
import { OperationParts } from './openapi/operation';
import { API_KEY } from './openapi/security-schemes';
import { allowedPatterns, openedRoutes, RouteUnderPolicy } from './policy-allowance';
import { requiredParameters } from './required-parameters';
import { RestAuthorizers } from './rest-authorizers';
import { RestCors } from './rest-cors';
import { RestPaths, restRouteKey, RestRouteKey } from './rest-path';

export interface RestRoutesProps {
  readonly apiId: string;
  readonly stageName: string;
  readonly authorization: Authorization;
  readonly cors?: RestCors;
  readonly hasTiers: boolean;
  readonly hasResourcePolicy: boolean;
}

/** A route as the body has it. */
export interface RestEntry {
  readonly key: RestRouteKey;
  readonly route: MeteredRestRoute;
  /** Asked for at synthesis, when every route is known. */
  readonly parts: () => OperationParts;
  readonly integration: Record<string, unknown>;
}

/** The routes of one REST API: deny by default, a key where tiers are sold, and nothing of it a resource. */
export class RestRoutes {
  public readonly entries: RestEntry[] = [];
  public readonly schemas = new Map<string, JsonSchema>();
  public readonly authorizers: RestAuthorizers;
  public readonly paths: RestPaths;
  public readonly permissions: InvokePermissions;
  private readonly integrations: RestIntegrations;

  public constructor(
    private readonly scope: Construct,
    private readonly props: RestRoutesProps,
  ) {
    checkGiven(scope, 'authorization', props.authorization, 'say who may call, such as Authorization.jwt({...})');
    this.permissions = new InvokePermissions(scope, this.executeApiArn('*'));
    this.authorizers = new RestAuthorizers(scope, this.permissions, props.authorization, () => this.allowedByPolicy());
    this.integrations = new RestIntegrations(scope, this.permissions, props.cors);
    this.paths = new RestPaths(scope);
  }

  public add(routeKey: string, integration: RouteIntegration, options: MeteredRestRouteOptions): MeteredRestRoute {
    const key = restRouteKey(this.scope, parseRouteKey(this.scope, routeKey));
    const remedy = 'say what answers, such as RouteIntegration.lambda(fn)';
    checkGiven(this.scope, `integration of ${key.text}`, integration, remedy);
    const authorization = options.authorization ?? this.inherited(key);
    this.refuseDuplicate(key);
    this.refuseGuardedPreflight(key, authorization);
    this.paths.claim(key);
    const scopes = routeScopes(this.scope, key.text, authorization, options.scopes);
    const apiKeyRequired = this.needsKey(key, options.apiKeyRequired);
    const route = MeteredRestRoute._create(this.scope, constructId(key), {
      routeKey: key.text,
      authorization,
      scopes,
      apiKeyRequired,
      grant: (grantee, action) => this.grant(key, grantee, action),
    });
    const { definition, methodResponses, reads = [] } = this.integrations.integrate(route, key, integration);
    const { scheme, ...authorized } = this.authorizers.authorize(route, key, authorization, scopes);
    const model = options.body && this.model(route, options.body);
    const required = requiredParameters(route, key, options.requiredParameters ?? []);
    const cache =
      options.cache &&
      cachedRoute(route, {
        key,
        cache: options.cache,
        authorization,
        hasCors: this.props.cors !== undefined,
        hasBody: model !== undefined,
        required,
        reads,
      });
    this.entries.push({
      key,
      route,
      integration: { ...definition, ...cache?.integration },
      parts: () => ({
        key,
        ...authorized,
        scheme: scheme?.(),
        apiKeyScheme: apiKeyRequired ? API_KEY : undefined,
        model,
        required,
        optional: cache?.parameters ?? [],
        responses: methodResponses,
      }),
    });
    // method and route are in the service's key already
    warnOfCoarseVerdicts(route, key.path.includes('{') ? ['path'] : []);
    if (route.isPublic) {
      const also = apiKeyRequired ? ' who has an API key, which is no proof of who it is' : '';
      warn(route, 'publicRestRoute', `${key.text} answers anyone${also}; acknowledge this warning if it is meant to`);
    }
    return route;
  }

  public grantInvoke(grantee: IGrantable, routeKeys: string[]): Grant {
    const routes = this.entries.map(({ route }) => route);
    const wanted = routeKeys.length > 0 ? routeKeys.map((key) => this.find(key)) : routes.filter(isSigned);
    if (wanted.length === 0) {
      const got = routes.map((route) => route.routeKey);
      refuse(this.scope, 'no route has Authorization.iam(), so there is nothing to grant', got, 'add one first');
    }
    return wanted.map((route) => route.grantInvoke(grantee)).reduce((all, one) => all.combine(one));
  }

  /** What the resource policy must allow, where there is one. */
  public allowedByPolicy(): string[] {
    return this.props.hasResourcePolicy ? allowedPatterns(this.underPolicy()) : [];
  }

  /** Routes that the resource policy would open. */
  public openedByPolicy(): string[] {
    return openedRoutes(this.underPolicy(), this.allowedByPolicy());
  }

  public has(routeKey: string): boolean {
    return this.route(routeKey) !== undefined;
  }

  public route(routeKey: string): MeteredRestRoute | undefined {
    return this.entries.find(({ key }) => key.text === routeKey)?.route;
  }

  /** Whether a route or an authorizer invokes a function. */
  public invokes(fn: IFunction): boolean {
    return this.permissions.has(fn);
  }

  private underPolicy(): RouteUnderPolicy[] {
    return this.entries.map(({ key: { text, method, path }, route }) => {
      return { text, method, path, authorization: route.authorization._intent.kind };
    });
  }

  private find(routeKey: string): MeteredRestRoute {
    const known = this.entries.map(({ key }) => key.text);
    const remedy = useOneOf(known, 'the API has no routes yet: add it with addRoute first');
    return this.route(routeKey) ?? refuse(this.scope, 'no such route', routeKey, remedy);
  }

  private inherited(key: RestRouteKey): Authorization {
    if (this.props.authorization._intent.kind === 'none') {
      const remedy = 'name one on the route; Authorization.none() makes it public';
      refuse(this.scope, 'the route has no authorization and there is none to inherit from the API', key.text, remedy);
    }
    return this.props.authorization;
  }

  private refuseDuplicate(key: RestRouteKey): void {
    const twin = this.entries.find((entry) => matchingForm(entry.key) === matchingForm(key));
    if (twin) {
      const remedy = `it matches the same requests as "${twin.key.text}"; keep one of them`;
      refuse(this.scope, 'the route exists already', key.text, remedy);
    }
  }

  private refuseGuardedPreflight(key: RestRouteKey, authorization: Authorization): void {
    if (this.props.cors && key.method === 'OPTIONS') {
      const remedy = 'leave the route out: the API answers OPTIONS itself; or use Cors.disabled()';
      refuse(this.scope, 'the route would take the preflights', [key.text, authorization._intent.kind], remedy);
    }
  }

  private needsKey(key: RestRouteKey, asked: boolean | undefined): boolean {
    if (asked && !this.props.hasTiers) {
      refuse(this.scope, `${key.text} needs an API key, but the API has no tiers`, asked, 'give the API tiers');
    }
    return asked ?? this.props.hasTiers;
  }

  private grant(key: RestRouteKey, grantee: IGrantable, action: string): Grant {
    const resourceArn = this.executeApiArn(`${this.props.stageName}/${routeArnSuffix(key)}`);
    return grantApart(this.scope, { grantee, action, resourceArn, called: this.permissions.allowed });
  }

  /** Routes with the same schema share a model. */
  private model(where: Construct, schema: JsonSchema): string {
    checkSchema(where, schema);
    const name = `Body${contentKey(this.scope, schema)}`;
    this.schemas.set(name, sorted(schema));
    return name;
  }

  private executeApiArn(suffix: string): string {
    return Stack.of(this.scope).formatArn({
      service: 'execute-api',
      resource: this.props.apiId,
      resourceName: suffix,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }
}

function isSigned(route: MeteredRestRoute): boolean {
  return route.authorization._intent.kind === 'iam';
}
