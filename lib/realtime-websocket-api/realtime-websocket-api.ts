import { Names } from 'aws-cdk-lib';
import { WebSocketApi, WebSocketApiKeySelectionExpression, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { accessLogGroup } from '../core/access-log-group';
import { AccountLogRole } from '../core/account-log-role';
import { makeAlarms } from '../core/alarm-set';
import { InvokePermissions } from '../core/invoke-permissions';
import { sorted } from '../core/sorted';
import { mapDomain } from '../core/stack-domain';
import { AccessLog } from '../shared/access-log';
import { Alarms } from '../shared/alarms';
import { Authorization } from '../shared/authorization';
import { RouteIntegration } from '../shared/route-integration';
import { _checkThrottle } from '../shared/throttle';
import { Broadcasting } from './broadcasting';
import { ChannelRule } from './channel-rule';
import { Channels, claimsOfRules, functionsOfRules } from './channels';
import { connectAuthorization } from './connect-authorizer';
import { closesExpired } from './connection-expiry';
import { ConnectionHandlers } from './connection-handlers';
import { ConnectionsEndpoint } from './connections-endpoint';
import { ConnectionsTable } from './connections-table';
import { handshakeOrigins } from './handshake-origins';
import { LifecycleHookOptions } from './lifecycle-hook-options';
import { LifecycleHooks } from './lifecycle-hooks';
import { addOwnRoutes } from './own-routes';
import { realtimeAccessLogSettings } from './realtime-access-log';
import { realtimeAlarmTable } from './realtime-alarms';
import { RealtimeGrants } from './realtime-grants';
import { RealtimeRoute, RealtimeRouteOptions } from './realtime-route';
import { RealtimeRoutes } from './realtime-routes';
import { checkProps } from './realtime-props-check';
import { RealtimeWebSocketApiProps } from './realtime-websocket-api-props';
import { RouteSettings } from './route-settings';
import { ToldFunctions } from './told-functions';

/**
 * An Amazon API Gateway WebSocket API that knows who is connected: authorization and origin check at the handshake,
 * channels, presence, and broadcasts to a connection, a user, a channel or all, from any language.
 *
 * @example
 * declare const chat: lambda.Function;
 * declare const orderWorker: lambda.Function;
 *
 * const live = new RealtimeWebSocketApi(this, 'Live', {
 *   authorization: Authorization.jwt({ issuer: 'https://id.example.com', audience: ['orders'] }),
 *   cors: Cors.allowOrigins(['https://app.example.com']),
 *   channels: [ChannelRule.open('news'), ChannelRule.claims('tenant:{tenant_id}', { presence: true })],
 * });
 * live.addRoute('sendMessage', RouteIntegration.lambda(chat), { reply: true });
 * live.grantBroadcast(orderWorker);
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html
 */
export class RealtimeWebSocketApi extends Construct {
  /** Id of the API. */
  public readonly apiId: string;

  /** The L2 construct. */
  public readonly webSocketApi: WebSocketApi;

  /** The stage that serves the API. It deploys changes by itself. */
  public readonly stage: WebSocketStage;

  /** Where clients connect, `wss://...` without a trailing slash: at the custom domain where there is one. */
  public readonly url: string;

  /** Where functions post to connections: always at the execute-api endpoint, which works behind a custom domain too. */
  public readonly callbackUrl: string;

  /** Who is connected, and in which channels. docs/realtime.md says what is in it. */
  public readonly connections: ITable;

  /** Where broadcasts are put. */
  public readonly broadcastQueue: IQueue;

  /** Where broadcasts are set aside that could not be carried out. */
  public readonly broadcastDeadLetterQueue: IQueue;

  /** Where deliveries are set aside, each to up to 100 connections, that could not be made. */
  public readonly deliveryDeadLetterQueue: IQueue;

  /**
   * Where connections are set aside that could not be closed when their token ended, where the API closes them. They get
   * nothing more, and the service closes them after two hours.
   */
  public readonly expiryDeadLetterQueue?: IQueue;

  /** Log group of the access log, where there is one. */
  public readonly accessLog?: ILogGroup;

  /** Alarms by name. */
  public readonly alarms: { [name: string]: Alarm };

  private readonly authorization: Authorization;
  private readonly table: ConnectionsTable;
  private readonly hooks: LifecycleHooks;
  private readonly told: ToldFunctions;
  private readonly grants: RealtimeGrants;
  private readonly routeTable: RealtimeRoutes;
  private readonly routeSettings: RouteSettings;

  public constructor(scope: Construct, id: string, props: RealtimeWebSocketApiProps) {
    super(scope, id);
    const stageName = props.stageName ?? 'prod';
    checkProps(this, props, stageName);
    this.authorization = props.authorization;
    this.webSocketApi = new WebSocketApi(this, 'Api', {
      apiName: props.apiName ?? Names.uniqueResourceName(this, { maxLength: 128, separator: '-' }),
      description: props.description,
      routeSelectionExpression: '$request.body.action',
      apiKeySelectionExpression: props.apiKeyRequired ? WebSocketApiKeySelectionExpression.HEADER_X_API_KEY : undefined,
    });
    this.apiId = this.webSocketApi.apiId;
    const endpoint = new ConnectionsEndpoint(this, this.apiId, stageName);
    this.callbackUrl = endpoint.url;
    const permissions = new InvokePermissions(this, endpoint.arn('*'));
    const rules = props.channels ?? [];
    const claims = claimsOfRules(rules);
    const authorization = connectAuthorization(this, {
      webSocketApi: this.webSocketApi,
      authorization: props.authorization,
      permissions,
      claims,
    });

    this.table = new ConnectionsTable(this, 'Connections', props.connectionsTable ?? {});
    this.connections = this.table.table;
    this.hooks = new LifecycleHooks(this, 'Hooks');
    const parts = { connections: this.table, endpoint, hooks: this.hooks };
    const handlers = new ConnectionHandlers(this, 'Handlers', {
      ...parts,
      origins: handshakeOrigins(this, props.cors, props.clientsWithoutOrigin),
      claims,
      closesExpired: closesExpired(this, props.authorization, props.tokenExpiry),
    });
    const broadcasting = new Broadcasting(this, 'Broadcast', { ...parts, options: props.broadcast ?? {} });
    this.told = new ToldFunctions(this, () => [...permissions.allowed, ...this.hooks.told, ...functionsOfRules(rules)]);
    this.grants = new RealtimeGrants(this, {
      authorization: props.authorization,
      endpoint,
      connections: this.table,
      broadcasting,
      told: this.told,
    });
    const { broadcasts, deliveries } = broadcasting;
    this.broadcastQueue = broadcasts.queue;
    this.broadcastDeadLetterQueue = broadcasts.deadLetters;
    this.deliveryDeadLetterQueue = deliveries.deadLetters;
    this.expiryDeadLetterQueue = handlers.expiry?.deadLetters;

    this.accessLog = accessLogGroup(this, props.accessLog ?? AccessLog.json());
    this.stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.webSocketApi,
      stageName,
      autoDeploy: true,
      throttle: props.throttle,
      stageVariables: sorted(props.stageVariables),
      detailedMetricsEnabled: props.detailedMetrics,
      accessLogSettings: realtimeAccessLogSettings(this.accessLog),
    });
    if (this.accessLog) {
      this.stage.node.addDependency(AccountLogRole.of(this));
    }
    this.routeSettings = new RouteSettings(this.stage, props.detailedMetrics ?? false);
    this.routeTable = new RealtimeRoutes(this, { apiId: this.apiId, permissions });
    const channels = rules.length > 0 ? this.makeChannels(props, rules) : undefined;
    const ownRoutes = addOwnRoutes(this, this.routeTable, {
      apiId: this.apiId,
      authorization: { ...authorization, apiKeyRequired: props.apiKeyRequired },
      handlers,
      settings: this.routeSettings,
      channels,
    });
    // what the stage deploys first has all routes, and none is open before its authorizer is there
    this.stage.node.addDependency(...ownRoutes);
    const delivery = [broadcasts, deliveries];
    const watched = {
      stage: this.stage,
      handlers: [...handlers.functions, ...broadcasting.functions, ...(channels ? [channels.fn] : [])],
      delivery,
      queues: [...delivery, ...(handlers.expiry ? [handlers.expiry] : [])],
    };
    this.alarms = makeAlarms(this, props.alarms ?? Alarms.recommended(), realtimeAlarmTable(watched));
    this.url = this.makeUrl(props, stageName);
  }

  /** Routes that were added, in the order they were. */
  public get routes(): RealtimeRoute[] {
    return [...this.routeTable.all];
  }

  /** `$connect` where anyone may connect, and nothing otherwise: all other routes are for those who are connected. */
  public get publicRoutes(): string[] {
    return this.authorization._intent.kind === 'none' ? ['$connect'] : [];
  }

  /**
   * Adds a route for what clients send: JSON whose `action` is the route's name.
   *
   * What no route takes, and what is no JSON, is answered by an error frame. The API has the routes `ping`, which answers
   * `{"type":"pong"}`, and with channels `subscribe`, `unsubscribe` and `presence`: their names are errors here.
   *
   * @param name such as `sendMessage`
   */
  public addRoute(name: string, integration: RouteIntegration, options: RealtimeRouteOptions = {}): RealtimeRoute {
    if (options.throttle) {
      _checkThrottle(this, options.throttle);
    }
    const route = this.routeTable.add(name, integration, options);
    this.told.check();
    // settings of a route that does not exist yet fail the deployment
    this.stage.node.addDependency(route);
    if (options.throttle) {
      this.routeSettings.throttle(route, route.routeKey, options.throttle);
    }
    return route;
  }

  /**
   * Lets a principal put broadcasts on the queue. A function finds it by the variable `BROADCAST_QUEUE_URL`, which can
   * name one API. A function of another stack that this API calls can't be told: the stacks would wait for each other.
   * Grant this to its role then, after `addRoute` and hooks, and tell it in another way, such as by an SSM parameter.
   */
  public grantBroadcast(grantee: IGrantable): Grant {
    return this.grants.broadcast(grantee);
  }

  /**
   * Lets a principal post to connections, close them and ask about them. A function finds where by the variable
   * `WEBSOCKET_CALLBACK_URL`, which can name one API. For functions of other stacks see `grantBroadcast`; of its event, one
   * behind a route knows `domainName` and `stage` anyhow.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
   */
  public grantManageConnections(grantee: IGrantable): Grant {
    return this.grants.manageConnections(grantee);
  }

  /**
   * Lets a principal get and query, but not scan, who is connected. A function finds the table by the variable
   * `CONNECTIONS_TABLE`, which can name one API's. For functions of other stacks see `grantBroadcast`.
   */
  public grantReadConnections(grantee: IGrantable): Grant {
    return this.grants.readConnections(grantee);
  }

  /**
   * Lets a principal that signs its requests connect. Only where the API has `Authorization.iam()`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
   */
  public grantConnect(grantee: IGrantable): Grant {
    return this.grants.connect(grantee);
  }

  /**
   * Has a function told of new connections: SQS messages whose body is
   * `{"event":"connected","connectionId","user","connectedAt"}`. It is told at least once, and after the handshake, so
   * that it can't slow or break one.
   *
   * @returns the queue where events are set aside that the function failed on five times
   */
  public onConnected(fn: IFunction, options: LifecycleHookOptions = {}): IQueue {
    return this.addHook('connected', fn, options);
  }

  /**
   * Has a function told of connections that have ended: SQS messages whose body is
   * `{"event":"disconnected","connectionId","user","connectedAt","reason"}`, with the reason `closed`, `gone` or
   * `expired`.
   *
   * @returns the queue where events are set aside that the function failed on five times
   */
  public onDisconnected(fn: IFunction, options: LifecycleHookOptions = {}): IQueue {
    return this.addHook('disconnected', fn, options);
  }

  /** Any metric of this API and stage. */
  public metric(metricName: string, options?: MetricOptions): Metric {
    return this.stage.metric(metricName, options);
  }

  /** Handshakes that reached `$connect`. */
  public metricConnectCount(options?: MetricOptions): Metric {
    return this.metric('ConnectCount', { statistic: 'Sum', ...options });
  }

  /** Messages from and to clients. */
  public metricMessageCount(options?: MetricOptions): Metric {
    return this.metric('MessageCount', { statistic: 'Sum', ...options });
  }

  /** Handshakes and messages refused before a function or backend saw them, throttled ones (429) included. */
  public metricClientError(options?: MetricOptions): Metric {
    return this.metric('ClientError', { statistic: 'Sum', ...options });
  }

  /** Handshakes and messages that a function or backend answered 4xx or 5xx. */
  public metricIntegrationError(options?: MetricOptions): Metric {
    return this.metric('IntegrationError', { statistic: 'Sum', ...options });
  }

  /** Handshakes and messages with which no function or backend could be called. */
  public metricExecutionError(options?: MetricOptions): Metric {
    return this.metric('ExecutionError', { statistic: 'Sum', ...options });
  }

  /** Milliseconds that functions and backends took. */
  public metricIntegrationLatency(options?: MetricOptions): Metric {
    return this.metric('IntegrationLatency', options);
  }

  private addHook(event: 'connected' | 'disconnected', fn: IFunction, options: LifecycleHookOptions): IQueue {
    const deadLetters = this.hooks.add(event, fn, options);
    this.told.check();
    return deadLetters;
  }

  private makeChannels(props: RealtimeWebSocketApiProps, rules: ChannelRule[]): Channels {
    return new Channels(this, 'Channels', {
      rules,
      mostChannels: props.channelsPerConnection,
      channelThrottle: props.channelThrottle,
      presenceThrottle: props.presenceThrottle,
      authorization: props.authorization,
      connections: this.table,
    });
  }

  private makeUrl({ customDomain: domain }: RealtimeWebSocketApiProps, stageName: string): string {
    return domain
      ? mapDomain(this, { domain, apiId: this.apiId, stageName, stage: this.stage, scheme: 'wss' })
      : this.callbackUrl.replace(/^https:/, 'wss:');
  }
}
