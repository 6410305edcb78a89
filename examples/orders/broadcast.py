"""Tells everyone who is connected something, by the documented message and nothing but the AWS SDK.

python3 broadcast.py <queue URL> <text>

Beside the local gateway, AWS_ENDPOINT_URL_SQS and development credentials lead the SDK there; on AWS, none of that.
"""

import json
import sys
import uuid

import boto3


def broadcast(queue_url: str, target: dict, data: object) -> str:
    """Puts a message on the broadcast queue, and returns the id by which clients tell duplicates."""
    broadcast_id = str(uuid.uuid4())
    message = {"to": target, "data": data, "id": broadcast_id}
    boto3.client("sqs").send_message(QueueUrl=queue_url, MessageBody=json.dumps(message))
    return broadcast_id


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(broadcast(sys.argv[1], {"all": True}, {"type": "notice", "text": sys.argv[2]}))
