import { Aspects, Names, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { accessLogGroup } from '../core/access-log-group';
import { makeAlarms } from '../core/alarm-set';
import { sorted } from '../core/sorted';
import { mapDomain } from '../core/stack-domain';
import { AccessLog } from '../shared/access-log';
import { Alarms } from '../shared/alarms';
import { Authorization } from '../shared/authorization';
import { Cors } from '../shared/cors';
import { CustomDomain } from '../shared/custom-domain';
import { RouteIntegration } from '../shared/route-integration';
import { _checkThrottle, Throttle } from '../shared/throttle';
import { ForeignRoutes, InheritedAuthorizer } from './foreign-routes';
import { httpAccessLogSettings } from './http-access-log';
import { httpAlarmTable } from './http-alarms';
import { executeApiUrl } from '../core/execute-api-url';
import { renderHttpCors } from './http-cors';
import { HttpRoutes } from './http-routes';
import { checkApiName, checkStageName, checkStageVariables } from '../core/stage-settings';
import { ImportedSecureHttpApi } from './imported-secure-http-api';
import { RouteThrottles } from './route-throttles';
import { ISecureHttpApi, SecureHttpApiAttributes } from './secure-http-api-attributes';
import { SecureHttpRoute, SecureHttpRouteOptions } from './secure-http-route';

/** Properties of `SecureHttpApi`. */
export interface SecureHttpApiProps {
  /** Who may call the routes that do not say otherwise. There is no default: nothing is public by omission. */
  readonly authorization: Authorization;

  /**
   * Which web pages may call the API from a browser.
   *
   * @default Cors.disabled()
   */
  readonly cors?: Cors;

  /**
   * Requests let through by the stage. Each route without a throttle of its own gets its own bucket of this size.
   *
   * @default - the account's limits: 10,000 requests a second in most Regions, shared by all APIs
   */
  readonly throttle?: Throttle;

  /**
   * What is written down of each request.
   *
   * @default AccessLog.json()
   */
  readonly accessLog?: AccessLog;

  /**
   * CloudWatch alarms: `serverErrorRate` (5 % of requests in 3 periods of 1 minute), `latencyP99` (5,000 milliseconds
   * in 5 periods of 1 minute), and, when an override enables it, `clientErrorAnomaly` (4xx, 429 included, 3 deviations
   * above the usual in 3 periods of 5 minutes).
   *
   * @default Alarms.recommended()
   */
  readonly alarms?: Alarms;

  /**
   * A domain name of yours. The execute-api endpoint is then switched off.
   *
   * @default - the execute-api endpoint
   */
  readonly customDomain?: CustomDomain;

  /**
   * Name of the stage, which is the first segment of the path unless it is `$default`.
   *
   * @default '$default'
   */
  readonly stageName?: string;

  /**
   * Variables for integrations and functions.
   *
   * @default - none
   */
  readonly stageVariables?: { [name: string]: string };

  /**
   * Metrics by route as well. CloudWatch charges for each metric of each route.
   *
   * @default false
   */
  readonly detailedMetrics?: boolean;

  /**
   * Name of the API.
   *
   * @default - one made from the construct's path, unique in the account
   */
  readonly apiName?: string;

  /**
   * What the API is for.
   *
   * @default - none
   */
  readonly description?: string;
}

/**
 * An Amazon API Gateway HTTP API that denies by default: every route is authorized unless its own line says
 * otherwise. CORS, throttling, access log, alarms and custom domain included.
 *
 * @example
 * declare const getOrder: lambda.Function;
 * declare const health: lambda.Function;
 *
 * const api = new SecureHttpApi(this, 'Orders', {
 *   authorization: Authorization.jwt({ issuer: 'https://id.example.com', audience: ['orders'] }),
 *   cors: Cors.allowOrigins(['https://app.example.com'], { credentials: true }),
 * });
 * api.addRoute('GET /orders/{id}', RouteIntegration.lambda(getOrder), { scopes: ['orders:read'] });
 * api.addRoute('GET /health', RouteIntegration.lambda(health), { authorization: Authorization.none() });
 */
export class SecureHttpApi extends Construct implements ISecureHttpApi {
  /** An existing HTTP API, to which routes can be added. */
  public static fromAttributes(scope: Construct, id: string, attributes: SecureHttpApiAttributes): ISecureHttpApi {
    return new ImportedSecureHttpApi(scope, id, attributes);
  }

  /** Id of the API. */
  public readonly apiId: string;

  /** The L2 construct. */
  public readonly httpApi: HttpApi;

  /** The stage that serves the API. It deploys changes by itself. */
  public readonly stage: HttpStage;

  /** Where clients call it, without a trailing slash: the custom domain where there is one. */
  public readonly url: string;

  /** Log group of the access log, where there is one. */
  public readonly accessLog?: ILogGroup;

  /** Alarms by name. */
  public readonly alarms: { [name: string]: Alarm };

  private readonly table: HttpRoutes;
  private readonly foreignRoutes: ForeignRoutes;
  private readonly routeThrottles: RouteThrottles;

  public constructor(scope: Construct, id: string, props: SecureHttpApiProps) {
    super(scope, id);
    const cors = props.cors ?? Cors.disabled();
    const answersPreflights = cors._intent.kind !== 'disabled';
    const stageName = props.stageName ?? '$default';
    checkApiName(this, props.apiName);
    checkStageName(this, stageName);
    checkStageVariables(this, props.stageVariables ?? {});
    if (props.throttle) {
      _checkThrottle(this, props.throttle);
    }

    this.httpApi = new HttpApi(this, 'Api', {
      apiName: props.apiName ?? Names.uniqueResourceName(this, { maxLength: 128, separator: '-' }),
      description: props.description,
      createDefaultStage: false,
      defaultAuthorizer: new InheritedAuthorizer(() => this.table.authorizationOfL2Routes()),
      disableExecuteApiEndpoint: props.customDomain ? true : undefined,
      corsPreflight: renderHttpCors(this, cors, () => this.table.authorizationHeaders()),
    });
    this.apiId = this.httpApi.apiId;
    this.table = new HttpRoutes(this, {
      httpApi: this.httpApi,
      stageName,
      authorization: props.authorization,
      answersPreflights,
    });
    this.foreignRoutes = new ForeignRoutes(this, { apiId: this.apiId, table: this.table, answersPreflights });
    Aspects.of(Stack.of(this)).add(this.foreignRoutes);
    this.accessLog = accessLogGroup(this, props.accessLog ?? AccessLog.json());
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.httpApi,
      stageName,
      autoDeploy: true,
      throttle: props.throttle,
      stageVariables: sorted(props.stageVariables),
      detailedMetricsEnabled: props.detailedMetrics,
      accessLogSettings: httpAccessLogSettings(this.accessLog),
    });
    this.routeThrottles = new RouteThrottles({
      stage: this.stage,
      detailedMetrics: props.detailedMetrics ?? false,
      resourcesOf: (route) => this.table.resourcesOf(route),
    });
    this.alarms = makeAlarms(this, props.alarms ?? Alarms.recommended(), httpAlarmTable(this.stage));
    this.url = props.customDomain
      ? mapDomain(this, { domain: props.customDomain, apiId: this.apiId, stageName, stage: this.stage })
      : executeApiUrl(this, this.httpApi.apiId, stageName);
    this.node.addValidation({ validate: () => this.validateRoutes() });
  }

  /** Routes, in the order they were added. */
  public get routes(): SecureHttpRoute[] {
    return [...this.table.all];
  }

  /** Keys of the routes that anyone may call. */
  public get publicRoutes(): string[] {
    return [...this.table.publicKeys(), ...this.foreignRoutes.publicKeys()];
  }

  /**
   * Adds a route.
   *
   * With CORS and an authorizer, `ANY` becomes one route for each method but OPTIONS, and `$default` gets a public
   * OPTIONS route beside it, so that no preflight meets an authorizer.
   *
   * @param routeKey `METHOD /path`, such as `GET /orders/{id}`, or `$default`
   */
  public addRoute(
    routeKey: string,
    integration: RouteIntegration,
    options: SecureHttpRouteOptions = {},
  ): SecureHttpRoute {
    if (options.throttle) {
      _checkThrottle(this, options.throttle);
    }
    const route = this.table.add(routeKey, integration, options);
    if (options.throttle) {
      this.routeThrottles.add(route, options.throttle);
    }
    return route;
  }

  /** Lets a principal call routes with `Authorization.iam()`: those named, or all that have been added. */
  public grantInvoke(grantee: IGrantable, ...routeKeys: string[]): Grant {
    return this.table.grantInvoke(grantee, routeKeys);
  }

  /** Any metric of this API and stage. */
  public metric(metricName: string, options?: MetricOptions): Metric {
    return this.stage.metric(metricName, options);
  }

  /** Requests. */
  public metricCount(options?: MetricOptions): Metric {
    return this.stage.metricCount(options);
  }

  /** Answers 4xx, throttled requests (429) included. */
  public metricClientError(options?: MetricOptions): Metric {
    return this.stage.metricClientError(options);
  }

  /** Answers 5xx. */
  public metricServerError(options?: MetricOptions): Metric {
    return this.stage.metricServerError(options);
  }

  /** Milliseconds from a request's arrival to its answer. */
  public metricLatency(options?: MetricOptions): Metric {
    return this.stage.metricLatency(options);
  }

  /** Milliseconds of it that the integration took. */
  public metricIntegrationLatency(options?: MetricOptions): Metric {
    return this.stage.metricIntegrationLatency(options);
  }

  /** Bytes that went through. */
  public metricDataProcessed(options?: MetricOptions): Metric {
    return this.stage.metricDataProcessed(options);
  }

  private validateRoutes(): string[] {
    return [
      ...(this.table.all.length > 0 ? [] : ['the API has no routes; add one with addRoute']),
      ...this.foreignRoutes
        .duplicates()
        .map((key) => `two resources make the route "${key}"; keep the one of addRoute`),
    ];
  }
}
