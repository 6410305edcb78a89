"""Three APIs with an option of each kind: structs, enums, static factories, lists, maps and free JSON."""

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk.aws_apigatewayv2 import CorsHttpMethod, MappingValue, ParameterMapping
from aws_cdk.aws_cloudwatch_actions import SnsAction
from aws_cdk.aws_dynamodb import Attribute, AttributeType, Table
from aws_cdk.aws_lambda import Code, Function, Runtime
from aws_cdk.aws_logs import RetentionDays
from aws_cdk.aws_sns import Topic
from aws_cdk.aws_sqs import Queue
from cdk_apigateway_patterns import (
    AccessLog,
    AlarmOverride,
    Alarms,
    Authorization,
    BroadcastOptions,
    CacheSize,
    ChannelRule,
    ConnectionsTableOptions,
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
    ResponseCache,
    RouteCache,
    RouteIntegration,
    SecureHttpApi,
    Throttle,
    Tier,
    TokenExpiry,
    UsageMetering,
)
from constructs import Construct


class ShopStack(Stack):
    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self.orders = self.make_function("OrdersFunction")
        self.authorizer = self.make_function("Authorizer")
        self.authorization = Authorization.jwt(issuer="https://id.example.com", audience=["orders"])
        self.alarms = Alarms.recommended(
            actions=[SnsAction(Topic(self, "OnCall"))],
            overrides={"clientErrorAnomaly": AlarmOverride(enabled=True, period=Duration.minutes(10))},
        )

        shop = self.http_api()
        partners = self.rest_api()
        live = self.web_socket_api()
        CfnOutput(self, "ShopUrl", value=shop.url)
        CfnOutput(self, "PartnersUrl", value=partners.url)
        CfnOutput(self, "LiveUrl", value=live.url)

    def http_api(self) -> SecureHttpApi:
        api = SecureHttpApi(
            self,
            "Shop",
            authorization=self.authorization,
            cors=Cors.allow_origins(
                ["https://app.example.com", "http://localhost:3000"],
                credentials=True,
                methods=[CorsHttpMethod.GET, CorsHttpMethod.POST],
                max_age=Duration.hours(1),
            ),
            throttle=Throttle(rate_limit=100, burst_limit=200),
            access_log=AccessLog.json(retention=RetentionDays.THREE_MONTHS, removal_policy=RemovalPolicy.DESTROY),
            alarms=self.alarms,
            stage_variables={"table": "orders", "area": "eu"},
        )
        mapping = ParameterMapping().append_header("x-shop", MappingValue.custom("one"))
        api.add_route(
            "GET /orders/{id}",
            RouteIntegration.lambda_(self.orders, response_mapping={"200": mapping}),
            scopes=["orders:read"],
        )
        api.add_route(
            "POST /orders",
            RouteIntegration.lambda_(self.orders),
            throttle=Throttle(rate_limit=5, burst_limit=10),
        )
        api.add_route("GET /health", RouteIntegration.lambda_(self.orders), authorization=Authorization.none())
        api.add_route(
            "GET /legacy",
            RouteIntegration.lambda_(
                self.orders, payload_format=LambdaPayloadFormat.V1_0, timeout=Duration.seconds(10)
            ),
            authorization=Authorization.lambda_(
                self.authorizer,
                identity_sources=[IdentitySource.header("X-Key"), IdentitySource.query_string("shop")],
                results_cache_ttl=Duration.minutes(1),
            ),
        )
        api.add_route(
            "POST /events",
            RouteIntegration.sqs(Queue(self, "Events"), parameters={"MessageGroupId": "all", "DelaySeconds": "5"}),
            authorization=Authorization.iam(),
        )
        api.add_route("GET /reports", RouteIntegration.lambda_(self.orders), authorization=Authorization.iam())
        api.grant_invoke(self.orders, "POST /events", "GET /reports")
        return api

    def rest_api(self) -> MeteredRestApi:
        products = Table(self, "Products", partition_key=Attribute(name="sku", type=AttributeType.STRING))
        api = MeteredRestApi(
            self,
            "Partners",
            authorization=self.authorization,
            cors=Cors.allow_origins(["https://app.example.com", "https://*.example.org"]),
            tiers={
                "pro": Tier(throttle=Throttle(rate_limit=100, burst_limit=200), quota=Quota.per_month(1_000_000)),
                "free": Tier(
                    throttle=Throttle(rate_limit=5, burst_limit=10),
                    quota=Quota.per_day(100),
                    routes={
                        "POST /orders": Throttle(rate_limit=1, burst_limit=2),
                        "GET /products/{sku}": Throttle(rate_limit=2, burst_limit=4),
                    },
                ),
            },
            cache=ResponseCache(size=CacheSize.GB_1_6, default_ttl=Duration.minutes(1)),
            firewall=Firewall.managed(rate_limit=50_000, count_only=["SizeRestrictions_BODY"]),
            execution_log=ExecutionLog.errors(retention=RetentionDays.ONE_MONTH),
            metering=UsageMetering.hourly(removal_policy=RemovalPolicy.DESTROY),
            alarms=self.alarms,
        )
        api.add_route(
            "GET /products/{sku}",
            RouteIntegration.dynamo_db(products, action=DynamoDbAction.GET_ITEM, key={"sku": "path.sku"}),
            cache=RouteCache(ttl=Duration.minutes(5), key_parameters=["path.sku"], same_for_all_callers=True),
        )
        api.add_route(
            "PUT /products/{sku}",
            RouteIntegration.dynamo_db(
                products,
                action=DynamoDbAction.PUT_ITEM,
                key={"sku": "path.sku"},
                attributes={"title": "body.title", "price": "body.price"},
                types={"price": DynamoDbType.NUMBER},
            ),
        )
        api.add_route(
            "POST /orders",
            RouteIntegration.lambda_(self.orders),
            body={
                "type": "object",
                "required": ["sku", "count"],
                "properties": {
                    "sku": {"type": "string", "minLength": 3},
                    "count": {"type": "integer", "minimum": 1},
                },
            },
            scopes=["orders:write"],
        )
        api.add_route(
            "GET /status",
            RouteIntegration.mock(
                body={"state": "up", "by": {"name": "shop", "age": 1}},
                headers={"X-State": "up", "Cache-Control": "no-store"},
            ),
            authorization=Authorization.none(),
            api_key_required=False,
        )
        api.add_usage_route("GET /usage")
        api.add_api_key("Acme", tier="free")
        api.add_api_key("Globex", tier="pro", generation=2, previous_tier="free")
        api.grant_issue_keys(self.make_function("SignUp"), "free")
        return api

    def web_socket_api(self) -> RealtimeWebSocketApi:
        api = RealtimeWebSocketApi(
            self,
            "Live",
            authorization=self.authorization,
            cors=Cors.allow_origins(["https://app.example.com"]),
            channels=[
                ChannelRule.open("news"),
                ChannelRule.claims("tenant:{tenant_id}", presence=True),
                ChannelRule.lambda_("room:*", self.authorizer),
            ],
            token_expiry=TokenExpiry.KEEP_OPEN,
            connections_table=ConnectionsTableOptions(
                removal_policy=RemovalPolicy.DESTROY, point_in_time_recovery=True
            ),
            broadcast=BroadcastOptions(delivery_concurrency=20),
        )
        api.add_route(
            "sendMessage",
            RouteIntegration.lambda_(self.orders),
            reply=True,
            schema={"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}, "kind": {}}},
        )
        api.on_disconnected(self.orders, batch_size=5)
        api.grant_broadcast(self.orders)
        api.metric_message_count(period=Duration.minutes(1)).create_alarm(
            self, "ManyMessages", threshold=1_000, evaluation_periods=2
        )
        return api

    def make_function(self, construct_id: str) -> Function:
        return Function(
            self,
            construct_id,
            runtime=Runtime.NODEJS_22_X,
            handler="index.handler",
            code=Code.from_asset("functions"),
            environment={"STAGE": "live"},
        )
