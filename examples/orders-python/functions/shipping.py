"""Ships what is on the queue, and tells the customer's pages."""

import json
import logging

from broadcast import broadcast


def ship_orders(event, context):
    failed = []
    for message in event["Records"]:
        try:
            ship(json.loads(message["body"]))
        except Exception:
            logging.exception("message %s stays on the queue", message["messageId"])
            failed.append({"itemIdentifier": message["messageId"]})
    return {"batchItemFailures": failed}


def ship(order):
    text = f"Order {order['id']}: {order['quantity']} × {order['sku']} is on its way"
    shipped = {"type": "order-shipped", "order": order, "text": text}
    broadcast({"channel": f"orders:{order['customer']}"}, shipped, f"{order['id']}-shipped")
