from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk.aws_dynamodb import Attribute, AttributeType, BillingMode, PointInTimeRecoverySpecification, Table
from aws_cdk.aws_lambda import Architecture, Code, Function, Runtime
from aws_cdk.aws_lambda_event_sources import SqsEventSource
from aws_cdk.aws_sqs import DeadLetterQueue, Queue
from cdk_apigateway_patterns import (
    Authorization,
    ChannelRule,
    Cors,
    MeteredRestApi,
    Quota,
    RealtimeWebSocketApi,
    RouteIntegration,
    SecureHttpApi,
    Throttle,
    Tier,
)
from constructs import Construct


class OrdersStack(Stack):
    """An API for the orders of whoever is signed in, one that partners buy, and live updates by a worker."""

    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
        self.authorization = Authorization.jwt(issuer="https://id.example.com", audience=["orders"])
        self.cors = Cors.allow_origins(["https://app.example.com", "http://localhost:8080"], credentials=True)
        not_shipped = DeadLetterQueue(queue=Queue(self, "NotShipped", enforce_ssl=True), max_receive_count=5)
        self.shipping = Queue(self, "Shipping", enforce_ssl=True, dead_letter_queue=not_shipped)

        CfnOutput(self, "Url", value=self.add_shop().url)
        CfnOutput(self, "PartnerUrl", value=self.add_partners().url)
        CfnOutput(self, "LiveUrl", value=self.add_live_updates().url)

    def add_shop(self) -> SecureHttpApi:
        table = Table(
            self,
            "Table",
            partition_key=Attribute(name="customer", type=AttributeType.STRING),
            sort_key=Attribute(name="id", type=AttributeType.STRING),
            billing_mode=BillingMode.PAY_PER_REQUEST,
            point_in_time_recovery_specification=PointInTimeRecoverySpecification(point_in_time_recovery_enabled=True),
            removal_policy=RemovalPolicy.DESTROY,
        )
        create_order, get_order, list_orders, health = (
            self.make_function(name, f"orders.{name}", TABLE_NAME=table.table_name)
            for name in ("create_order", "get_order", "list_orders", "health")
        )
        table.grant_write_data(create_order)
        table.grant_read_data(get_order)
        table.grant_read_data(list_orders)
        create_order.add_environment("SHIPPING_QUEUE_URL", self.shipping.queue_url)
        self.shipping.grant_send_messages(create_order)

        api = SecureHttpApi(
            self,
            "Shop",
            authorization=self.authorization,
            cors=self.cors,
            throttle=Throttle(rate_limit=100, burst_limit=200),
        )
        api.add_route("GET /orders", RouteIntegration.lambda_(list_orders), scopes=["orders:read"])
        api.add_route("GET /orders/{id}", RouteIntegration.lambda_(get_order), scopes=["orders:read"])
        api.add_route(
            "POST /orders",
            RouteIntegration.lambda_(create_order),
            scopes=["orders:write"],
            throttle=Throttle(rate_limit=5, burst_limit=10),
        )
        api.add_route("GET /health", RouteIntegration.lambda_(health), authorization=Authorization.none())
        return api

    def add_partners(self) -> MeteredRestApi:
        api = MeteredRestApi(
            self,
            "Partners",
            authorization=self.authorization,
            tiers={
                "free": Tier(throttle=Throttle(rate_limit=1, burst_limit=2), quota=Quota.per_day(1_000)),
                "pro": Tier(throttle=Throttle(rate_limit=100, burst_limit=200), quota=Quota.per_month(1_000_000)),
            },
        )
        get_product = self.make_function("get_product", "products.get_product")
        api.add_route("GET /products/{sku}", RouteIntegration.lambda_(get_product))
        api.add_api_key("Acme", tier="free")
        api.add_api_key("Globex", tier="pro")
        return api

    def add_live_updates(self) -> RealtimeWebSocketApi:
        live = RealtimeWebSocketApi(
            self,
            "Live",
            authorization=self.authorization,
            cors=self.cors,
            channels=[ChannelRule.claims("orders:{sub}", presence=True)],
        )
        worker = self.make_function("ship_orders", "shipping.ship_orders")
        worker.add_event_source(SqsEventSource(self.shipping, report_batch_item_failures=True))
        live.grant_broadcast(worker)
        return live

    def make_function(self, construct_id: str, handler: str, **environment: str) -> Function:
        return Function(
            self,
            construct_id,
            code=Code.from_asset("functions", exclude=["__pycache__"]),
            handler=handler,
            runtime=Runtime.PYTHON_3_14,
            architecture=Architecture.ARM_64,
            timeout=Duration.seconds(10),
            environment=environment,
        )
