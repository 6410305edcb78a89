import json


def answer(status: int, value: object) -> dict:
    # DynamoDB gives numbers as decimals, which json does not take
    body = json.dumps(value, default=int)
    return {"statusCode": status, "headers": {"content-type": "application/json"}, "body": body}
