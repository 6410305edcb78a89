package com.example.orders;

import io.github.cdkapigatewaypatterns.AllowOriginsOptions;
import io.github.cdkapigatewaypatterns.ApiKeyOptions;
import io.github.cdkapigatewaypatterns.Authorization;
import io.github.cdkapigatewaypatterns.ChannelRule;
import io.github.cdkapigatewaypatterns.ChannelRuleOptions;
import io.github.cdkapigatewaypatterns.Cors;
import io.github.cdkapigatewaypatterns.JwtAuthorizationOptions;
import io.github.cdkapigatewaypatterns.MeteredRestApi;
import io.github.cdkapigatewaypatterns.Quota;
import io.github.cdkapigatewaypatterns.RealtimeWebSocketApi;
import io.github.cdkapigatewaypatterns.RouteIntegration;
import io.github.cdkapigatewaypatterns.SecureHttpApi;
import io.github.cdkapigatewaypatterns.SecureHttpRouteOptions;
import io.github.cdkapigatewaypatterns.Throttle;
import io.github.cdkapigatewaypatterns.Tier;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.s3.assets.AssetOptions;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** An API for the orders of whoever is signed in, one that partners buy, and live updates by a worker. */
public final class OrdersStack extends Stack {
    private final Authorization authorization = Authorization.jwt(JwtAuthorizationOptions.builder()
            .issuer("https://id.example.com")
            .audience(List.of("orders"))
            .build());
    private final Cors cors = Cors.allowOrigins(
            List.of("https://app.example.com", "http://localhost:8080"),
            AllowOriginsOptions.builder().credentials(true).build());
    private final Code functions = Code.fromAsset(
            "../orders-python/functions",
            AssetOptions.builder().exclude(List.of("__pycache__")).build());
    private final Queue shipping;

    public OrdersStack(final Construct scope, final String id) {
        super(scope, id);
        DeadLetterQueue notShipped = DeadLetterQueue.builder()
                .queue(Queue.Builder.create(this, "NotShipped").enforceSsl(true).build())
                .maxReceiveCount(5)
                .build();
        shipping = Queue.Builder.create(this, "Shipping")
                .enforceSsl(true)
                .deadLetterQueue(notShipped)
                .build();

        output("Url", addShop().getUrl());
        output("PartnerUrl", addPartners().getUrl());
        output("LiveUrl", addLiveUpdates().getUrl());
    }

    private SecureHttpApi addShop() {
        Table table = Table.Builder.create(this, "Table")
                .partitionKey(Attribute.builder().name("customer").type(AttributeType.STRING).build())
                .sortKey(Attribute.builder().name("id").type(AttributeType.STRING).build())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Map<String, String> environment = Map.of("TABLE_NAME", table.getTableName());
        Function createOrder = function("create_order", "orders.create_order", environment);
        Function getOrder = function("get_order", "orders.get_order", environment);
        Function listOrders = function("list_orders", "orders.list_orders", environment);
        Function health = function("health", "orders.health", environment);
        table.grantWriteData(createOrder);
        table.grantReadData(getOrder);
        table.grantReadData(listOrders);
        createOrder.addEnvironment("SHIPPING_QUEUE_URL", shipping.getQueueUrl());
        shipping.grantSendMessages(createOrder);

        SecureHttpApi api = SecureHttpApi.Builder.create(this, "Shop")
                .authorization(authorization)
                .cors(cors)
                .throttle(throttle(100, 200))
                .build();
        SecureHttpRouteOptions readers = SecureHttpRouteOptions.builder().scopes(List.of("orders:read")).build();
        api.addRoute("GET /orders", RouteIntegration.lambda(listOrders), readers);
        api.addRoute("GET /orders/{id}", RouteIntegration.lambda(getOrder), readers);
        api.addRoute(
                "POST /orders",
                RouteIntegration.lambda(createOrder),
                SecureHttpRouteOptions.builder()
                        .scopes(List.of("orders:write"))
                        .throttle(throttle(5, 10))
                        .build());
        api.addRoute(
                "GET /health",
                RouteIntegration.lambda(health),
                SecureHttpRouteOptions.builder().authorization(Authorization.none()).build());
        return api;
    }

    private MeteredRestApi addPartners() {
        Tier free = Tier.builder().throttle(throttle(1, 2)).quota(Quota.perDay(1_000)).build();
        Tier pro = Tier.builder().throttle(throttle(100, 200)).quota(Quota.perMonth(1_000_000)).build();
        MeteredRestApi api = MeteredRestApi.Builder.create(this, "Partners")
                .authorization(authorization)
                .tiers(Map.of("free", free, "pro", pro))
                .build();
        Function getProduct = function("get_product", "products.get_product", Map.of());
        api.addRoute("GET /products/{sku}", RouteIntegration.lambda(getProduct));
        api.addApiKey("Acme", ApiKeyOptions.builder().tier("free").build());
        api.addApiKey("Globex", ApiKeyOptions.builder().tier("pro").build());
        return api;
    }

    private RealtimeWebSocketApi addLiveUpdates() {
        ChannelRuleOptions withPresence = ChannelRuleOptions.builder().presence(true).build();
        RealtimeWebSocketApi live = RealtimeWebSocketApi.Builder.create(this, "Live")
                .authorization(authorization)
                .cors(cors)
                .channels(List.of(ChannelRule.claims("orders:{sub}", withPresence)))
                .build();
        Function worker = function("ship_orders", "shipping.ship_orders", Map.of());
        worker.addEventSource(
                SqsEventSource.Builder.create(shipping).reportBatchItemFailures(true).build());
        live.grantBroadcast(worker);
        return live;
    }

    private Function function(final String id, final String handler, final Map<String, String> environment) {
        return Function.Builder.create(this, id)
                .code(functions)
                .handler(handler)
                .runtime(Runtime.PYTHON_3_14)
                .architecture(Architecture.ARM_64)
                .timeout(Duration.seconds(10))
                .environment(environment)
                .build();
    }

    private void output(final String id, final String value) {
        CfnOutput.Builder.create(this, id).value(value).build();
    }

    private static Throttle throttle(final int rateLimit, final int burstLimit) {
        return Throttle.builder().rateLimit(rateLimit).burstLimit(burstLimit).build();
    }
}
