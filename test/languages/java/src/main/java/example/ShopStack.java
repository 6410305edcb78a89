package example;

import io.github.cdkapigatewaypatterns.AccessLog;
import io.github.cdkapigatewaypatterns.AlarmOverride;
import io.github.cdkapigatewaypatterns.Alarms;
import io.github.cdkapigatewaypatterns.AllowOriginsOptions;
import io.github.cdkapigatewaypatterns.ApiKeyOptions;
import io.github.cdkapigatewaypatterns.Authorization;
import io.github.cdkapigatewaypatterns.BroadcastOptions;
import io.github.cdkapigatewaypatterns.CacheSize;
import io.github.cdkapigatewaypatterns.ChannelRule;
import io.github.cdkapigatewaypatterns.ChannelRuleOptions;
import io.github.cdkapigatewaypatterns.ConnectionsTableOptions;
import io.github.cdkapigatewaypatterns.Cors;
import io.github.cdkapigatewaypatterns.DynamoDbAction;
import io.github.cdkapigatewaypatterns.DynamoDbIntegrationOptions;
import io.github.cdkapigatewaypatterns.DynamoDbType;
import io.github.cdkapigatewaypatterns.ExecutionLog;
import io.github.cdkapigatewaypatterns.ExecutionLogOptions;
import io.github.cdkapigatewaypatterns.Firewall;
import io.github.cdkapigatewaypatterns.HourlyMeteringOptions;
import io.github.cdkapigatewaypatterns.IdentitySource;
import io.github.cdkapigatewaypatterns.JsonAccessLogOptions;
import io.github.cdkapigatewaypatterns.JwtAuthorizationOptions;
import io.github.cdkapigatewaypatterns.LambdaAuthorizationOptions;
import io.github.cdkapigatewaypatterns.LambdaIntegrationOptions;
import io.github.cdkapigatewaypatterns.LambdaPayloadFormat;
import io.github.cdkapigatewaypatterns.LifecycleHookOptions;
import io.github.cdkapigatewaypatterns.ManagedFirewallOptions;
import io.github.cdkapigatewaypatterns.MeteredRestApi;
import io.github.cdkapigatewaypatterns.MeteredRestRouteOptions;
import io.github.cdkapigatewaypatterns.MockIntegrationOptions;
import io.github.cdkapigatewaypatterns.Quota;
import io.github.cdkapigatewaypatterns.RealtimeRouteOptions;
import io.github.cdkapigatewaypatterns.RealtimeWebSocketApi;
import io.github.cdkapigatewaypatterns.RecommendedAlarmsOptions;
import io.github.cdkapigatewaypatterns.ResponseCache;
import io.github.cdkapigatewaypatterns.RouteCache;
import io.github.cdkapigatewaypatterns.RouteIntegration;
import io.github.cdkapigatewaypatterns.SecureHttpApi;
import io.github.cdkapigatewaypatterns.SecureHttpRouteOptions;
import io.github.cdkapigatewaypatterns.SqsIntegrationOptions;
import io.github.cdkapigatewaypatterns.Throttle;
import io.github.cdkapigatewaypatterns.Tier;
import io.github.cdkapigatewaypatterns.TokenExpiry;
import io.github.cdkapigatewaypatterns.UsageMetering;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.CorsHttpMethod;
import software.amazon.awscdk.services.apigatewayv2.MappingValue;
import software.amazon.awscdk.services.apigatewayv2.ParameterMapping;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Three APIs with an option of each kind: structs, enums, static factories, lists, maps and free JSON.
 * The order of Map.of changes from run to run, and must not show in the template.
 */
public final class ShopStack extends Stack {
    private final Function orders;
    private final Function authorizer;
    private final Authorization authorization;
    private final Alarms alarms;

    public ShopStack(final Construct scope, final String id) {
        super(scope, id);
        orders = makeFunction("OrdersFunction");
        authorizer = makeFunction("Authorizer");
        authorization = Authorization.jwt(JwtAuthorizationOptions.builder()
                .issuer("https://id.example.com")
                .audience(List.of("orders"))
                .build());
        alarms = Alarms.recommended(RecommendedAlarmsOptions.builder()
                .actions(List.of(new SnsAction(new Topic(this, "OnCall"))))
                .overrides(Map.of(
                        "clientErrorAnomaly",
                        AlarmOverride.builder().enabled(true).period(Duration.minutes(10)).build()))
                .build());

        SecureHttpApi shop = httpApi();
        MeteredRestApi partners = restApi();
        RealtimeWebSocketApi live = webSocketApi();
        CfnOutput.Builder.create(this, "ShopUrl").value(shop.getUrl()).build();
        CfnOutput.Builder.create(this, "PartnersUrl").value(partners.getUrl()).build();
        CfnOutput.Builder.create(this, "LiveUrl").value(live.getUrl()).build();
    }

    private SecureHttpApi httpApi() {
        SecureHttpApi api = SecureHttpApi.Builder.create(this, "Shop")
                .authorization(authorization)
                .cors(Cors.allowOrigins(
                        List.of("https://app.example.com", "http://localhost:3000"),
                        AllowOriginsOptions.builder()
                                .credentials(true)
                                .methods(List.of(CorsHttpMethod.GET, CorsHttpMethod.POST))
                                .maxAge(Duration.hours(1))
                                .build()))
                .throttle(throttle(100, 200))
                .accessLog(AccessLog.json(JsonAccessLogOptions.builder()
                        .retention(RetentionDays.THREE_MONTHS)
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build()))
                .alarms(alarms)
                .stageVariables(Map.of("table", "orders", "area", "eu"))
                .build();
        ParameterMapping mapping = new ParameterMapping().appendHeader("x-shop", MappingValue.custom("one"));
        api.addRoute(
                "GET /orders/{id}",
                RouteIntegration.lambda(
                        orders,
                        LambdaIntegrationOptions.builder().responseMapping(Map.of("200", mapping)).build()),
                SecureHttpRouteOptions.builder().scopes(List.of("orders:read")).build());
        api.addRoute(
                "POST /orders",
                RouteIntegration.lambda(orders),
                SecureHttpRouteOptions.builder().throttle(throttle(5, 10)).build());
        api.addRoute(
                "GET /health",
                RouteIntegration.lambda(orders),
                SecureHttpRouteOptions.builder().authorization(Authorization.none()).build());
        api.addRoute(
                "GET /legacy",
                RouteIntegration.lambda(
                        orders,
                        LambdaIntegrationOptions.builder()
                                .payloadFormat(LambdaPayloadFormat.V1_0)
                                .timeout(Duration.seconds(10))
                                .build()),
                SecureHttpRouteOptions.builder()
                        .authorization(Authorization.lambda(
                                authorizer,
                                LambdaAuthorizationOptions.builder()
                                        .identitySources(List.of(
                                                IdentitySource.header("X-Key"), IdentitySource.queryString("shop")))
                                        .resultsCacheTtl(Duration.minutes(1))
                                        .build()))
                        .build());
        SecureHttpRouteOptions iam = SecureHttpRouteOptions.builder().authorization(Authorization.iam()).build();
        api.addRoute(
                "POST /events",
                RouteIntegration.sqs(
                        new Queue(this, "Events"),
                        SqsIntegrationOptions.builder()
                                .parameters(Map.of("MessageGroupId", "all", "DelaySeconds", "5"))
                                .build()),
                iam);
        api.addRoute("GET /reports", RouteIntegration.lambda(orders), iam);
        api.grantInvoke(orders, "POST /events", "GET /reports");
        return api;
    }

    private MeteredRestApi restApi() {
        Table products = Table.Builder.create(this, "Products")
                .partitionKey(Attribute.builder().name("sku").type(AttributeType.STRING).build())
                .build();
        MeteredRestApi api = MeteredRestApi.Builder.create(this, "Partners")
                .authorization(authorization)
                .cors(Cors.allowOrigins(List.of("https://app.example.com", "https://*.example.org")))
                .tiers(Map.of(
                        "pro",
                        Tier.builder().throttle(throttle(100, 200)).quota(Quota.perMonth(1_000_000)).build(),
                        "free",
                        Tier.builder()
                                .throttle(throttle(5, 10))
                                .quota(Quota.perDay(100))
                                .routes(Map.of("POST /orders", throttle(1, 2), "GET /products/{sku}", throttle(2, 4)))
                                .build()))
                .cache(ResponseCache.builder().size(CacheSize.GB_1_6).defaultTtl(Duration.minutes(1)).build())
                .firewall(Firewall.managed(ManagedFirewallOptions.builder()
                        .rateLimit(50_000)
                        .countOnly(List.of("SizeRestrictions_BODY"))
                        .build()))
                .executionLog(ExecutionLog.errors(
                        ExecutionLogOptions.builder().retention(RetentionDays.ONE_MONTH).build()))
                .metering(UsageMetering.hourly(
                        HourlyMeteringOptions.builder().removalPolicy(RemovalPolicy.DESTROY).build()))
                .alarms(alarms)
                .build();
        api.addRoute(
                "GET /products/{sku}",
                RouteIntegration.dynamoDb(
                        products,
                        DynamoDbIntegrationOptions.builder()
                                .action(DynamoDbAction.GET_ITEM)
                                .key(Map.of("sku", "path.sku"))
                                .build()),
                MeteredRestRouteOptions.builder()
                        .cache(RouteCache.builder()
                                .ttl(Duration.minutes(5))
                                .keyParameters(List.of("path.sku"))
                                .sameForAllCallers(true)
                                .build())
                        .build());
        api.addRoute(
                "PUT /products/{sku}",
                RouteIntegration.dynamoDb(
                        products,
                        DynamoDbIntegrationOptions.builder()
                                .action(DynamoDbAction.PUT_ITEM)
                                .key(Map.of("sku", "path.sku"))
                                .attributes(Map.of("title", "body.title", "price", "body.price"))
                                .types(Map.of("price", DynamoDbType.NUMBER))
                                .build()));
        api.addRoute(
                "POST /orders",
                RouteIntegration.lambda(orders),
                MeteredRestRouteOptions.builder()
                        .body(Map.of(
                                "type", "object",
                                "required", List.of("sku", "count"),
                                "properties", Map.of(
                                        "sku", Map.of("type", "string", "minLength", 3),
                                        "count", Map.of("type", "integer", "minimum", 1))))
                        .scopes(List.of("orders:write"))
                        .build());
        api.addRoute(
                "GET /status",
                RouteIntegration.mock(MockIntegrationOptions.builder()
                        .body(Map.of("state", "up", "by", Map.of("name", "shop", "age", 1)))
                        .headers(Map.of("X-State", "up", "Cache-Control", "no-store"))
                        .build()),
                MeteredRestRouteOptions.builder()
                        .authorization(Authorization.none())
                        .apiKeyRequired(false)
                        .build());
        api.addUsageRoute("GET /usage");
        api.addApiKey("Acme", ApiKeyOptions.builder().tier("free").build());
        api.addApiKey("Globex", ApiKeyOptions.builder().tier("pro").generation(2).previousTier("free").build());
        api.grantIssueKeys(makeFunction("SignUp"), "free");
        return api;
    }

    private RealtimeWebSocketApi webSocketApi() {
        RealtimeWebSocketApi api = RealtimeWebSocketApi.Builder.create(this, "Live")
                .authorization(authorization)
                .cors(Cors.allowOrigins(List.of("https://app.example.com")))
                .channels(List.of(
                        ChannelRule.open("news"),
                        ChannelRule.claims(
                                "tenant:{tenant_id}", ChannelRuleOptions.builder().presence(true).build()),
                        ChannelRule.lambda("room:*", authorizer)))
                .tokenExpiry(TokenExpiry.KEEP_OPEN)
                .connectionsTable(ConnectionsTableOptions.builder()
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .pointInTimeRecovery(true)
                        .build())
                .broadcast(BroadcastOptions.builder().deliveryConcurrency(20).build())
                .build();
        api.addRoute(
                "sendMessage",
                RouteIntegration.lambda(orders),
                RealtimeRouteOptions.builder()
                        .reply(true)
                        .schema(Map.of(
                                "type", "object",
                                "required", List.of("text"),
                                "properties", Map.of("text", Map.of("type", "string"), "kind", Map.of())))
                        .build());
        api.onDisconnected(orders, LifecycleHookOptions.builder().batchSize(5).build());
        api.grantBroadcast(orders);
        api.metricMessageCount(MetricOptions.builder().period(Duration.minutes(1)).build())
                .createAlarm(
                        this,
                        "ManyMessages",
                        CreateAlarmOptions.builder().threshold(1_000).evaluationPeriods(2).build());
        return api;
    }

    private Function makeFunction(final String id) {
        return Function.Builder.create(this, id)
                .runtime(Runtime.NODEJS_22_X)
                .handler("index.handler")
                .code(Code.fromAsset("functions"))
                .environment(Map.of("STAGE", "live"))
                .build();
    }

    private static Throttle throttle(final int rateLimit, final int burstLimit) {
        return Throttle.builder().rateLimit(rateLimit).burstLimit(burstLimit).build();
    }
}
