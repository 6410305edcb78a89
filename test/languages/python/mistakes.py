"""What users get wrong, one mistake a run: the program is told which."""

import sys

from aws_cdk import App, Stack
from cdk_apigateway_patterns import Authorization, Cors, MeteredRestApi, Quota, RouteIntegration, SecureHttpApi, Tier

authorization = Authorization.jwt(issuer="https://id.example.com", audience=["orders"])
app = App()
stack = Stack(app, "Shop")


def origin_with_path() -> None:
    SecureHttpApi(
        stack, "Api", authorization=authorization, cors=Cors.allow_origins(["https://app.example.com/shop"])
    )


def tier_without_key() -> None:
    api = MeteredRestApi(stack, "Api", authorization=authorization, tiers={"free": Tier(quota=Quota.per_day(1))})
    api.add_route("GET /health", RouteIntegration.http("https://example.com"))
    app.synth()


globals()[sys.argv[1]]()
