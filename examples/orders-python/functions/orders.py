"""The orders of whoever is signed in."""

import base64
import json
import os
import uuid

import boto3
from boto3.dynamodb.conditions import Key

from answer import answer

table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])
queues = boto3.client("sqs")


def create_order(event, context):
    order = parse_order(body_of(event))
    if order is None:
        return answer(400, {"message": 'send {"sku": "text", "quantity": 1}'})
    item = {"customer": customer_of(event), "id": str(uuid.uuid4()), **order}
    table.put_item(Item=item)
    queues.send_message(QueueUrl=os.environ["SHIPPING_QUEUE_URL"], MessageBody=json.dumps(item))
    return answer(201, item)


def get_order(event, context):
    order_id = event["pathParameters"]["id"]
    item = table.get_item(Key={"customer": customer_of(event), "id": order_id}).get("Item")
    return answer(200, item) if item else answer(404, {"message": f"no order {order_id}"})


def list_orders(event, context):
    found = table.query(KeyConditionExpression=Key("customer").eq(customer_of(event)))
    return answer(200, {"orders": found["Items"]})


def health(event, context):
    return answer(200, {"status": "ok"})


def customer_of(event):
    return event["requestContext"]["authorizer"]["jwt"]["claims"]["sub"]


def body_of(event):
    # API Gateway encodes what does not say that it is text or JSON
    body = event.get("body", "")
    return base64.b64decode(body) if event["isBase64Encoded"] else body


def parse_order(body):
    try:
        order = json.loads(body)
        sku, quantity = order["sku"], order.get("quantity", 1)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    is_order = isinstance(sku, str) and type(quantity) is int and quantity > 0
    return {"sku": sku, "quantity": quantity} if is_order else None
