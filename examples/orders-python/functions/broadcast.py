import json
import os

import boto3

queues = boto3.client("sqs")


def broadcast(to: dict, data: object, broadcast_id: str) -> None:
    """
    Tells connected clients something. The message is documented in docs/broadcast.schema.json: `to` is a channel, a
    user, a connection or {"all": True}, and clients tell duplicates by the id.
    """
    message = {"to": to, "data": data, "id": broadcast_id}
    queues.send_message(QueueUrl=os.environ["BROADCAST_QUEUE_URL"], MessageBody=json.dumps(message))
