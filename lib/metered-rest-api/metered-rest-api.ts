import { Lazy, Names } from 'aws-cdk-lib';
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
import { Alias } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { accessLogGroup } from '../core/access-log-group';
import { makeAlarms } from '../core/alarm-set';
import { suppressNag } from '../core/nag-suppression';
import { mapDomain } from '../core/stack-domain';
import { checkApiName, checkStageName, checkStageVariables } from '../core/stage-settings';
import { AccessLog } from '../shared/access-log';
import { Alarms } from '../shared/alarms';
import { Authorization } from '../shared/authorization';
import { Cors } from '../shared/cors';
import { Firewall } from '../shared/firewall';
import { RouteIntegration } from '../shared/route-integration';
import { _checkThrottle, Throttle } from '../shared/throttle';
import { checkBodySize } from './body-size';
import { ExecutionLog } from './execution-log';
import { gradualDeployment, GradualDeploymentOptions } from './gradual-deployment';
import { MeteredRestRoute, MeteredRestRouteOptions } from './metered-rest-route';
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
import { RestProtectionOptions } from './rest-protection-options';
import { RestRoutes } from './rest-routes';
import { ApiKeyOptions, Tier } from './tier';
import { Tiers } from './tiers';

/** Properties of `MeteredRestApi`. */
export interface MeteredRestApiProps extends RestProtectionOptions {
  /** Who may call the routes that do not say otherwise. There is no default: nothing is public by omission. */
  readonly authorization: Authorization;

  /**
   * Which web pages may call the API from a browser.
   *
   * @default Cors.disabled()
   */
  readonly cors?: Cors;

  /**
   * What partners can buy, by name. With tiers, every route needs an API key unless it says otherwise.
   *
   * @default - no API keys
   */
  readonly tiers?: { [name: string]: Tier };

  /**
   * Requests let through by the stage; each route without a throttle of its own gets its own bucket of this size.
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
   * Name of the stage, which is the first segment of the path.
   *
   * @default 'prod'
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
   * Whether AWS X-Ray traces requests.
   *
   * @default true
   */
  readonly tracing?: boolean;

  /**
   * Name of the API. Metrics go by it, so it must be unique in the account and Region.
   *
   * @default - one made from the construct's path
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

  /** Where clients call it, without a trailing slash: the custom domain where there is one. */
  public readonly url: string;

  /** Log group of the access log, where there is one. */
  public readonly accessLog?: ILogGroup;

  /** Log group of the execution log, where there is one. */
  public readonly executionLog?: LogGroup;

  /** Alarms by name. */
  public readonly alarms: { [name: string]: Alarm };

  /** The web ACL of `Firewall.managed()`. */
  public readonly webAcl?: CfnWebACL;

  private readonly table: RestRoutes;
  private readonly methodSettings: MethodSettings;
  private readonly tiers: Tiers;
  private readonly cors?: RestCors;
  private readonly endpoint: RestEndpoint;
  private readonly resourcePolicy?: ResourcePolicy;
  private readonly apiName: string;

  public constructor(scope: Construct, id: string, props: MeteredRestApiProps) {
    super(scope, id);
    const stageName = props.stageName ?? 'prod';
    checkApiName(this, props.apiName);
    checkStageName(this, stageName);
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
        variables: props.stageVariables,
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
    });
    this.methodSettings = new MethodSettings(this.stage.node.defaultChild as CfnStage, {
      throttle: props.throttle,
      detailedMetrics: props.detailedMetrics ?? false,
      executionLog,
    });
    this.tiers = new Tiers(this, {
      tiers: props.tiers ?? {},
      apiId: this.apiId,
      apiName: this.apiName,
      stage: this.stage,
      routes: this.table,
    });
    this.webAcl = restFirewall(this, {
      firewall: props.firewall ?? Firewall.managed(),
      stage: this.stage,
      tiers: props.tiers ?? {},
      headers: () => this.table.authorizers.headers(),
    });
    this.alarms = makeAlarms(this, props.alarms ?? Alarms.recommended(), restAlarmTable(this.apiName, stageName));
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
    return route;
  }

  /**
   * Adds an API key. Its value is generated and kept in AWS Secrets Manager.
   *
   * @returns the secret with the newest value
   */
  public addApiKey(id: string, options: ApiKeyOptions): ISecret {
    return this.tiers.addKey(id, options).secret;
  }

  /** Lets a principal call routes with `Authorization.iam()`: those named, or all that have been added. */
  public grantInvoke(grantee: IGrantable, ...routeKeys: string[]): Grant {
    return this.table.grantInvoke(grantee, routeKeys);
  }

  /**
   * Moves requests to a new version of a function little by little, by AWS CodeDeploy, and back by itself when one of
   * the API's alarms goes off. Routes name the alias: `RouteIntegration.lambda(alias)`.
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
    const group = gradualDeployment(this, alias, this.alarms, options);
    const text = `no route invokes ${alias.node.path}, which is deployed gradually; add RouteIntegration.lambda(alias)`;
    group.node.addValidation({ validate: () => (this.table.invokes(alias) ? [] : [text]) });
    return group;
  }

  private body({ description, customDomain }: MeteredRestApiProps): Record<string, unknown> {
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
        hasPreflights: this.cors !== undefined,
      }),
    });
  }

  private validate(props: MeteredRestApiProps): string[] {
    const all = this.body(props);
    return [
      ...(this.table.entries.length > 0 ? [] : ['the API has no routes; add one with addRoute']),
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
