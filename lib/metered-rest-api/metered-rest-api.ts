import { Lazy, Names, Token } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  ApiDefinition,
  ApiDefinitionConfig,
  CfnRestApi,
  CfnStage,
  LogGroupLogDestination,
  RestApiMode,
  SpecRestApi,
  Stage,
} from 'aws-cdk-lib/aws-apigateway';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Alias, Function } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { accessLogGroup } from '../core/access-log-group';
import { makeAlarms } from '../core/alarm-set';
import { refuse } from '../core/errors';
import { suppressNag } from '../core/nag-suppression';
import { sorted } from '../core/sorted';
import { mapDomain } from '../core/stack-domain';
import { checkApiName, checkStageName, checkStageVariables } from '../core/stage-settings';
import { AccessLog } from '../shared/access-log';
import { Alarms } from '../shared/alarms';
import { Cors } from '../shared/cors';
import { Firewall } from '../shared/firewall';
import { RouteIntegration } from '../shared/route-integration';
import { _checkThrottle } from '../shared/throttle';
import { checkBodySize } from './body-size';
import { CacheCluster } from './cache/cache-cluster';
import { grantInvalidateCache } from './cache/grant-invalidate-cache';
import { ExecutionLog } from './execution-log';
import { foreignParts } from './foreign-parts';
import { gradualDeployment, GradualDeploymentOptions } from './gradual-deployment';
import { KeyIssuers } from './keys/key-issuers';
import { MeteredRestApiProps } from './metered-rest-api-props';
import { MeteredRestRoute, MeteredRestRouteOptions } from './metered-rest-route';
import { Metering } from './metering';
import { MethodSettings } from './method-settings';
import { body } from './openapi/body';
import { contract } from './openapi/contract';
import { REST_ACCESS_LOG_FORMAT } from './rest-access-log';
import { restAlarmTable } from './rest-alarms';
import { renderRestCors, RestCors } from './rest-cors';
import { ResourcePolicy } from './resource-policy';
import { checkPolicySize, checkResourcePolicy, checkRouteUnderPolicy } from './resource-policy-check';
import { restAccess } from './rest-access';
import { RestEndpoint } from './rest-endpoint';
import { checkEndpoint, endpointSettings, endpointUrl } from './rest-endpoint-settings';
import { restFirewall } from './rest-firewall';
import { restLogging } from './rest-logging';
import { RestRoutes } from './rest-routes';
import { ApiKeyOptions } from './tier';
import { watchServed } from './served-resources';
import { servedMethods } from './served-methods';
import { Tiers } from './tiers';
import { addUsageRoute } from './usage/add-usage-route';
import { UsageRouteOptions } from './usage/usage-route-options';
import { UsageMetering } from './usage-metering';

const DEFAULT_STAGE = 'prod';

/**
 * An Amazon API Gateway REST API that is sold: keys in tiers, validation, readable errors. It denies by default, and its
 * routes stand in one OpenAPI body, so that the template has the same resources for ten routes and for a thousand.
 *
 * @example
 * declare const getProduct: lambda.Function;
 * declare const createOrder: lambda.Function;
 *
 * const api = new MeteredRestApi(this, 'Partners', {
 *   authorization: Authorization.jwt({ issuer: 'https://id.example.com', audience: ['orders'] }),
 *   tiers: {
 *     free: { throttle: { rateLimit: 5, burstLimit: 10 }, quota: Quota.perMonth(1_000) },
 *     pro: { throttle: { rateLimit: 100, burstLimit: 200 }, quota: Quota.perMonth(1_000_000) },
 *   },
 * });
 * api.addRoute('GET /products/{id}', RouteIntegration.lambda(getProduct));
 * api.addRoute('POST /orders', RouteIntegration.lambda(createOrder), { body: { type: 'object', required: ['sku'] } });
 * api.addApiKey('Acme', { tier: 'free' });
 * api.addApiKey('Globex', { tier: 'pro' });
 */
export class MeteredRestApi extends Construct {
  /** Id of the API. */
  public readonly apiId: string;

  /** The L2 construct. */
  public readonly restApi: SpecRestApi;

  /** The stage that serves the API. */
  public readonly stage: Stage;

  /**
   * Where clients call it, without a trailing slash: the custom domain where there is one. Functions of its routes can't
   * have it in their environment, since the API waits for them: they make it from `domainName` and `stage` of the
   * event's `requestContext`.
   */
  public readonly url: string;

  /** Log group of the access log, where there is one. */
  public readonly accessLog?: ILogGroup;

  /** What keys have used, by key and day, where there are tiers. See docs/metering.md for its items. */
  public readonly usageTable?: ITable;

  /** Log group of the execution log, where there is one. */
  public readonly executionLog?: LogGroup;

  /** Alarms by name. */
  public readonly alarms: { [name: string]: Alarm };

  /** The web ACL of `Firewall.managed()`. */
  public readonly webAcl?: CfnWebACL;

  private readonly table: RestRoutes;
  private readonly cache: CacheCluster;
  private readonly methodSettings: MethodSettings;
  private readonly tiers: Tiers;
  private readonly metering?: Metering;
  private readonly issuers: KeyIssuers;
  private readonly cors?: RestCors;
  private readonly endpoint: RestEndpoint;
  private readonly requestAlarms: Alarm[];
  private readonly resourcePolicy?: ResourcePolicy;
  private readonly apiName: string;

  public constructor(scope: Construct, id: string, props: MeteredRestApiProps) {
    super(scope, id);
    const stageName = props.stageName ?? DEFAULT_STAGE;
    checkApiName(this, props.apiName);
    if (Token.isUnresolved(stageName)) {
      const remedy = 'write it out: method settings, policies and log groups are named after it';
      refuse(this, 'stageName must be known at synthesis', stageName, remedy);
    }
    checkStageName(this, stageName);
    if (stageName === '$default') {
      refuse(this, 'a REST API has no $default stage', stageName, 'give it a name, such as "prod"');
    }
    checkStageVariables(this, props.stageVariables ?? {});
    if (props.throttle) {
      _checkThrottle(this, props.throttle);
    }
    this.apiName = props.apiName ?? Names.uniqueResourceName(this, { maxLength: 128, separator: '-' });
    this.resourcePolicy = props.resourcePolicy;
    this.endpoint = props.endpoint ?? RestEndpoint.regional();
    checkEndpoint(this, this.endpoint, props.customDomain);
    checkResourcePolicy(this, props.resourcePolicy, this.endpoint);
    this.cors = renderRestCors(this, props.cors ?? Cors.disabled());
    this.accessLog = accessLogGroup(this, props.accessLog ?? AccessLog.json());
    this.restApi = new SpecRestApi(this, 'Api', {
      restApiName: this.apiName,
      apiDefinition: new LazyDefinition(() => this.body(props)),
      mode: RestApiMode.OVERWRITE,
      failOnWarnings: true,
      cloudWatchRole: false,
      ...endpointSettings(this.endpoint),
      deployOptions: {
        stageName,
        variables: sorted(props.stageVariables),
        tracingEnabled: props.tracing ?? true,
        ...(this.accessLog
          ? {
              accessLogDestination: new LogGroupLogDestination(this.accessLog),
              accessLogFormat: AccessLogFormat.custom(REST_ACCESS_LOG_FORMAT),
            }
          : {}),
      },
    });
    suppressNag(
      this.restApi.node.defaultChild as CfnRestApi,
      'AwsSolutions-APIG2',
      'Request validators stand in the OpenAPI body: routes with a schema or required parameters have one.',
    );
    this.apiId = this.restApi.restApiId;
    this.stage = this.restApi.deploymentStage;
    const executionLog = props.executionLog ?? ExecutionLog.errors();
    this.executionLog = restLogging(this, {
      apiId: this.apiId,
      stageName,
      stage: this.stage,
      accessLog: this.accessLog,
      executionLog,
    });
    this.table = new RestRoutes(this, {
      apiId: this.apiId,
      stageName,
      authorization: props.authorization,
      cors: this.cors,
      hasTiers: props.tiers !== undefined,
      hasResourcePolicy: props.resourcePolicy !== undefined || this.endpoint._intent.kind === 'private',
    });
    watchServed(this.restApi.latestDeployment!, this.table);
    const cfnStage = this.stage.node.defaultChild as CfnStage;
    this.cache = new CacheCluster(this, cfnStage, props.cache);
    this.methodSettings = new MethodSettings(cfnStage, {
      cache: this.cache,
      throttle: props.throttle,
      detailedMetrics: props.detailedMetrics ?? false,
      executionLog,
      methodsOf: (route) => servedMethods(route, this.table, this.cors !== undefined),
    });
    this.tiers = new Tiers(this, {
      tiers: sorted(props.tiers),
      apiId: this.apiId,
      apiName: this.apiName,
      stage: this.stage,
      routes: this.table,
    });
    this.issuers = new KeyIssuers(this, {
      apiId: this.apiId,
      stageName: this.stage.stageName,
      called: () => this.table.permissions.allowed,
    });
    this.webAcl = restFirewall(this, {
      firewall: props.firewall ?? Firewall.managed(),
      stage: this.stage,
      tiers: props.tiers ?? {},
      throttle: props.throttle,
      headers: () => this.table.authorizers.headers(),
    });
    this.metering = this.meter(props.metering ?? UsageMetering.hourly());
    this.usageTable = this.metering?.table;
    const ofRequests = restAlarmTable(this.apiName, stageName);
    const ofAll = { ...ofRequests, ...this.metering?.alarmTable };
    this.alarms = makeAlarms(this, props.alarms ?? Alarms.recommended(), ofAll);
    this.requestAlarms = Object.keys(ofRequests).flatMap((name) => this.alarms[name] ?? []);
    this.url = props.customDomain
      ? mapDomain(this, {
          domain: props.customDomain,
          apiId: this.apiId,
          stageName: this.stage.stageName,
          stage: this.stage,
        })
      : endpointUrl(this, this.endpoint, this.apiId, stageName);
    this.node.addValidation({ validate: () => this.validate(props) });
  }

  /** Routes, in the order they were added. */
  public get routes(): MeteredRestRoute[] {
    return this.table.entries.map(({ route }) => route);
  }

  /** Keys of the routes that anyone may call, with an API key or without. */
  public get publicRoutes(): string[] {
    return this.routes.filter((route) => route.isPublic).map((route) => route.routeKey);
  }

  /** The API's contract as OpenAPI 3.0, without what is AWS's: to publish, and to make clients from. */
  public get openApi(): { [key: string]: unknown } {
    return contract(this.apiName, this.table);
  }

  /**
   * Adds a route.
   *
   * @param routeKey `METHOD /path`, such as `GET /products/{id}`
   */
  public addRoute(
    routeKey: string,
    integration: RouteIntegration,
    options: MeteredRestRouteOptions = {},
  ): MeteredRestRoute {
    if (options.throttle) {
      _checkThrottle(this, options.throttle);
    }
    const route = this.table.add(routeKey, integration, options);
    checkRouteUnderPolicy(route, this.resourcePolicy);
    if (options.throttle) {
      this.methodSettings.throttle(route.routeKey, options.throttle);
    }
    if (options.cache) {
      this.cache.add(route.routeKey, options.cache);
    }
    return route;
  }

  /**
   * Adds a route that tells the holder of an API key, and nobody else, its tier, limits, what is used and left and when
   * the period ends: as JSON, and as `RateLimit-Policy` and `RateLimit` headers. It always needs a key, and tells about
   * the one it is called with. Its calls count: with an exhausted quota it answers 429 like every route. Figures are
   * API Gateway's, which come with some minutes of delay.
   *
   * @param routeKey such as `GET /usage`
   *
   * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
   */
  public addUsageRoute(routeKey: string, options: UsageRouteOptions = {}): MeteredRestRoute {
    return addUsageRoute(this, this.tiers.plans, routeKey, options);
  }

  /**
   * Adds an API key. Its value is generated and kept in AWS Secrets Manager.
   *
   * @returns the secret with the newest value
   */
  public addApiKey(id: string, options: ApiKeyOptions): ISecret {
    return this.tiers.addKey(id, options).secret;
  }

  /**
   * Lets a function issue API keys: make them, put them into a tier, move, disable and delete them and see their usage,
   * as `ApiKeyIssuer` of `cdk-apigateway-patterns/runtime` does. It finds what it needs, as JSON, in the environment
   * variable `API_KEY_ISSUER`. It may disable and delete only keys with the tag of keys issued for this API, which those of
   * `addApiKey` and of other APIs have not, and it can't list keys. It may tag keys, and IAM can't tell which: who takes
   * over the function could tag another key first, and then delete it.
   *
   * The function can't be one that this API calls, since it waits for the tiers and these wait for the API: put the page
   * to sign up on a `SecureHttpApi`.
   *
   * @param fn the function, which may issue keys of one API
   * @param tiers names of the tiers it may put keys into; all if none is named
   */
  public grantIssueKeys(fn: Function, ...tiers: string[]): Grant {
    return this.issuers.grant(fn, this.tiers.issued(tiers));
  }

  /** Lets a principal call routes with `Authorization.iam()`: those named, or all that have been added. */
  public grantInvoke(grantee: IGrantable, ...routeKeys: string[]): Grant {
    return this.table.grantInvoke(grantee, routeKeys);
  }

  /** Lets a principal query what keys have used. */
  public grantReadUsage(grantee: IGrantable): Grant {
    if (!this.metering) {
      return refuse(this, 'nothing is metered', undefined, 'give the API tiers, and leave UsageMetering on');
    }
    return this.metering.grantReadUsage(grantee);
  }

  /**
   * Lets a principal that signs its requests renew cached answers of routes, those named or all that are cached, by
   * `Cache-Control: max-age=0`. Who may not gets the cached answer with a `Warning` header.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html#invalidate-method-caching
   */
  public grantInvalidateCache(grantee: IGrantable, ...routeKeys: string[]): Grant {
    return grantInvalidateCache(this, { routes: this.routes, cached: this.cache.routeKeys, grantee, routeKeys });
  }

  /**
   * Moves requests to a new version of a function little by little, by AWS CodeDeploy, and back by itself when one of
   * the alarms on the API's requests goes off. Routes name the alias: `RouteIntegration.lambda(alias)`.
   *
   * This is the canary of the API. A canary of the stage is not offered: it stays when it is taken out of the template,
   * and nothing rolls it back.
   *
   * @example
   * declare const api: MeteredRestApi;
   * declare const getOrder: lambda.Function;
   *
   * const live = new lambda.Alias(this, 'Live', { aliasName: 'live', version: getOrder.currentVersion });
   * api.addRoute('GET /orders/{id}', RouteIntegration.lambda(live));
   * api.deployGradually(live);
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
   */
  public deployGradually(alias: Alias, options: GradualDeploymentOptions = {}): LambdaDeploymentGroup {
    const group = gradualDeployment(this, alias, this.requestAlarms, options);
    const text = `no route invokes ${alias.node.path}, which is deployed gradually; add RouteIntegration.lambda(alias)`;
    group.node.addValidation({ validate: () => (this.table.invokes(alias) ? [] : [text]) });
    return group;
  }

  private meter(metering: UsageMetering): Metering | undefined {
    const tiers = this.tiers.metered();
    if (tiers.length === 0 || metering._intent.kind === 'disabled') {
      return undefined;
    }
    return new Metering(this, 'Metering', {
      apiName: this.apiName,
      tiers: () => tiers,
      ...metering._intent.options,
    });
  }

  private body({ description, customDomain, stageName = DEFAULT_STAGE }: MeteredRestApiProps): Record<string, unknown> {
    return body({
      title: this.apiName,
      description,
      routes: this.table,
      cors: this.cors,
      access: restAccess({
        endpoint: this.endpoint,
        resourcePolicy: this.resourcePolicy,
        customDomain,
        routes: this.table,
        stageName,
        hasPreflights: this.cors !== undefined,
      }),
    });
  }

  private validate(props: MeteredRestApiProps): string[] {
    const all = this.body(props);
    return [
      ...(this.table.entries.length > 0 ? [] : ['the API has no routes; add one with addRoute']),
      ...foreignParts(this.restApi),
      ...this.table.openedByPolicy(),
      ...checkPolicySize(this, all['x-amazon-apigateway-policy']),
      ...checkBodySize(this, all),
    ];
  }
}

/** The body is known when every route is: at synthesis. */
class LazyDefinition extends ApiDefinition {
  public constructor(private readonly produce: () => unknown) {
    super();
  }

  public bind(): ApiDefinitionConfig {
    return { inlineDefinition: Lazy.any({ produce: this.produce }) };
  }
}
