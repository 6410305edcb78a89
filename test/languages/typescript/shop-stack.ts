import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CorsHttpMethod, MappingValue, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  AccessLog,
  Alarms,
  Authorization,
  CacheSize,
  ChannelRule,
  Cors,
  DynamoDbAction,
  DynamoDbType,
  ExecutionLog,
  Firewall,
  IdentitySource,
  LambdaPayloadFormat,
  MeteredRestApi,
  Quota,
  RealtimeWebSocketApi,
  RouteIntegration,
  SecureHttpApi,
  TokenExpiry,
  UsageMetering,
} from 'cdk-apigateway-patterns';
import { Construct } from 'constructs';

/** Three APIs with an option of each kind: structs, enums, static factories, lists, maps and free JSON. */
export class ShopStack extends Stack {
  private readonly orders = this.makeFunction('OrdersFunction');
  private readonly authorizer = this.makeFunction('Authorizer');
  private readonly authorization = Authorization.jwt({ issuer: 'https://id.example.com', audience: ['orders'] });
  private readonly alarms = Alarms.recommended({
    actions: [new SnsAction(new Topic(this, 'OnCall'))],
    overrides: { clientErrorAnomaly: { enabled: true, period: Duration.minutes(10) } },
  });

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const shop = this.httpApi();
    const partners = this.restApi();
    const live = this.webSocketApi();
    new CfnOutput(this, 'ShopUrl', { value: shop.url });
    new CfnOutput(this, 'PartnersUrl', { value: partners.url });
    new CfnOutput(this, 'LiveUrl', { value: live.url });
  }

  private httpApi(): SecureHttpApi {
    const api = new SecureHttpApi(this, 'Shop', {
      authorization: this.authorization,
      cors: Cors.allowOrigins(['https://app.example.com', 'http://localhost:3000'], {
        credentials: true,
        methods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
        maxAge: Duration.hours(1),
      }),
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLog: AccessLog.json({ retention: RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY }),
      alarms: this.alarms,
      stageVariables: { table: 'orders', area: 'eu' },
    });
    const mapping = new ParameterMapping().appendHeader('x-shop', MappingValue.custom('one'));
    api.addRoute('GET /orders/{id}', RouteIntegration.lambda(this.orders, { responseMapping: { '200': mapping } }), {
      scopes: ['orders:read'],
    });
    api.addRoute('POST /orders', RouteIntegration.lambda(this.orders), { throttle: { rateLimit: 5, burstLimit: 10 } });
    api.addRoute('GET /health', RouteIntegration.lambda(this.orders), { authorization: Authorization.none() });
    api.addRoute(
      'GET /legacy',
      RouteIntegration.lambda(this.orders, {
        payloadFormat: LambdaPayloadFormat.V1_0,
        timeout: Duration.seconds(10),
      }),
      {
        authorization: Authorization.lambda(this.authorizer, {
          identitySources: [IdentitySource.header('X-Key'), IdentitySource.queryString('shop')],
          resultsCacheTtl: Duration.minutes(1),
        }),
      },
    );
    api.addRoute(
      'POST /events',
      RouteIntegration.sqs(new Queue(this, 'Events'), { parameters: { MessageGroupId: 'all', DelaySeconds: '5' } }),
      { authorization: Authorization.iam() },
    );
    api.addRoute('GET /reports', RouteIntegration.lambda(this.orders), { authorization: Authorization.iam() });
    api.grantInvoke(this.orders, 'POST /events', 'GET /reports');
    return api;
  }

  private restApi(): MeteredRestApi {
    const products = new Table(this, 'Products', { partitionKey: { name: 'sku', type: AttributeType.STRING } });
    const api = new MeteredRestApi(this, 'Partners', {
      authorization: this.authorization,
      cors: Cors.allowOrigins(['https://app.example.com', 'https://*.example.org']),
      tiers: {
        pro: { throttle: { rateLimit: 100, burstLimit: 200 }, quota: Quota.perMonth(1_000_000) },
        free: {
          throttle: { rateLimit: 5, burstLimit: 10 },
          quota: Quota.perDay(100),
          routes: {
            'POST /orders': { rateLimit: 1, burstLimit: 2 },
            'GET /products/{sku}': { rateLimit: 2, burstLimit: 4 },
          },
        },
      },
      cache: { size: CacheSize.GB_1_6, defaultTtl: Duration.minutes(1) },
      firewall: Firewall.managed({ rateLimit: 50_000, countOnly: ['SizeRestrictions_BODY'] }),
      executionLog: ExecutionLog.errors({ retention: RetentionDays.ONE_MONTH }),
      metering: UsageMetering.hourly({ removalPolicy: RemovalPolicy.DESTROY }),
      alarms: this.alarms,
    });
    api.addRoute(
      'GET /products/{sku}',
      RouteIntegration.dynamoDb(products, { action: DynamoDbAction.GET_ITEM, key: { sku: 'path.sku' } }),
      { cache: { ttl: Duration.minutes(5), keyParameters: ['path.sku'], sameForAllCallers: true } },
    );
    api.addRoute(
      'PUT /products/{sku}',
      RouteIntegration.dynamoDb(products, {
        action: DynamoDbAction.PUT_ITEM,
        key: { sku: 'path.sku' },
        attributes: { title: 'body.title', price: 'body.price' },
        types: { price: DynamoDbType.NUMBER },
      }),
    );
    api.addRoute('POST /orders', RouteIntegration.lambda(this.orders), {
      body: {
        type: 'object',
        required: ['sku', 'count'],
        properties: { sku: { type: 'string', minLength: 3 }, count: { type: 'integer', minimum: 1 } },
      },
      scopes: ['orders:write'],
    });
    api.addRoute(
      'GET /status',
      RouteIntegration.mock({
        body: { state: 'up', by: { name: 'shop', age: 1 } },
        headers: { 'X-State': 'up', 'Cache-Control': 'no-store' },
      }),
      { authorization: Authorization.none(), apiKeyRequired: false },
    );
    api.addUsageRoute('GET /usage');
    api.addApiKey('Acme', { tier: 'free' });
    api.addApiKey('Globex', { tier: 'pro', generation: 2, previousTier: 'free' });
    api.grantIssueKeys(this.makeFunction('SignUp'), 'free');
    return api;
  }

  private webSocketApi(): RealtimeWebSocketApi {
    const api = new RealtimeWebSocketApi(this, 'Live', {
      authorization: this.authorization,
      cors: Cors.allowOrigins(['https://app.example.com']),
      channels: [
        ChannelRule.open('news'),
        ChannelRule.claims('tenant:{tenant_id}', { presence: true }),
        ChannelRule.lambda('room:*', this.authorizer),
      ],
      tokenExpiry: TokenExpiry.KEEP_OPEN,
      connectionsTable: { removalPolicy: RemovalPolicy.DESTROY, pointInTimeRecovery: true },
      broadcast: { deliveryConcurrency: 20 },
    });
    api.addRoute('sendMessage', RouteIntegration.lambda(this.orders), {
      reply: true,
      schema: { type: 'object', required: ['text'], properties: { text: { type: 'string' }, kind: {} } },
    });
    api.onDisconnected(this.orders, { batchSize: 5 });
    api.grantBroadcast(this.orders);
    api.metricMessageCount({ period: Duration.minutes(1) }).createAlarm(this, 'ManyMessages', {
      threshold: 1_000,
      evaluationPeriods: 2,
    });
    return api;
  }

  private makeFunction(id: string): Function {
    return new Function(this, id, {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromAsset('functions'),
      environment: { STAGE: 'live' },
    });
  }
}
