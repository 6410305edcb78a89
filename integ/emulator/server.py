"""Runs MiniStack with the resource types that it lacks. They are recorded, and no request ever meets them."""

import os
import signal
import sys
import threading
from importlib.metadata import version
from uuid import uuid4

MADE_FOR = "1.5.33"
if version("ministack") != MADE_FOR:
    sys.exit(f"server.py is made for ministack {MADE_FOR}, got {version('ministack')}; check its handlers of types")

from ministack.app import main
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS as handlers

RECORDED_TYPES = [
    "AWS::ApiGatewayV2::IntegrationResponse",
    "AWS::ApiGatewayV2::Model",
    "AWS::ApiGatewayV2::RouteResponse",
    "AWS::CodeDeploy::Application",
    "AWS::CodeDeploy::DeploymentGroup",
    "AWS::Cognito::UserPoolUser",
    "AWS::EC2::SecurityGroupIngress",
    "AWS::WAFv2::WebACLAssociation",
]
ALARM = "AWS::CloudWatch::Alarm"
VPC = "AWS::EC2::VPC"
RECORD = "recorded-"


def create(logical_id, props, stack_name):
    physical_id = f"{RECORD}{stack_name}-{logical_id}-{uuid4().hex[:8]}"
    return physical_id, {"Arn": f"arn:aws:recorded:us-east-1:000000000000:{physical_id}"}


def update(physical_id, old_props, new_props, stack_name, logical_id=None):
    return physical_id, {"Arn": f"arn:aws:recorded:us-east-1:000000000000:{physical_id}"}


def delete(physical_id, props):
    pass


def record_metric_math(alarm):
    """Alarms over an expression are recorded; those over a metric are MiniStack's."""

    def create_alarm(logical_id, props, stack_name):
        chosen = create if props.get("Metrics") else alarm["create"]
        return chosen(logical_id, props, stack_name)

    def update_alarm(physical_id, old_props, new_props, stack_name, logical_id=None):
        if bool(old_props.get("Metrics")) != bool(new_props.get("Metrics")):
            raise ValueError("an alarm that changes between a metric and an expression is not emulated")
        chosen = update if new_props.get("Metrics") else alarm["update"]
        return chosen(physical_id, old_props, new_props, stack_name, logical_id)

    def delete_alarm(physical_id, props):
        chosen = delete if physical_id.startswith(RECORD) else alarm["delete"]
        chosen(physical_id, props)

    return {**alarm, "create": create_alarm, "update": update_alarm, "delete": delete_alarm}


def with_cidr_block(vpc):
    """`Fn::GetAtt: [Vpc, CidrBlock]` is the property of that name."""

    def create_vpc(logical_id, props, stack_name):
        physical_id, attributes = vpc["create"](logical_id, props, stack_name)
        return physical_id, {"CidrBlock": props.get("CidrBlock"), **attributes}

    def update_vpc(physical_id, old_props, new_props, stack_name, logical_id=None):
        physical_id, attributes = vpc["update"](physical_id, old_props, new_props, stack_name, logical_id)
        return physical_id, {"CidrBlock": new_props.get("CidrBlock"), **attributes}

    return {**vpc, "create": create_vpc, "update": update_vpc}


def end_with_parent():
    """Standard input ends when whoever started this is gone, however it went. Our functions' processes go with us."""
    sys.stdin.buffer.read()
    os.killpg(0, signal.SIGKILL)


for resource_type in RECORDED_TYPES:
    if resource_type in handlers:
        sys.exit(f"MiniStack has {resource_type} itself")
    handlers[resource_type] = {"create": create, "update": update, "delete": delete}
handlers[ALARM] = record_metric_math(handlers[ALARM])
handlers[VPC] = with_cidr_block(handlers[VPC])

threading.Thread(target=end_with_parent, daemon=True).start()
main()
