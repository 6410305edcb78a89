from .lambda_context import LambdaContext
from .result_json import result_json
from .runtime_error import describe_error

# Lambda takes 6 MB. What is more never leaves this process, which may have more than the gateway can hold.
MAX_RESULT_BYTES = 6_291_556


def run_handler(handler, invocation):
    """Calls the handler; what it raises is told, and what ends the process is not caught."""
    try:
        payload = result_json(handler(invocation["event"], LambdaContext(invocation)))
    except Exception as error:
        return {"type": "error", **describe_error(error), "fatal": False}
    size = len(payload.encode("utf-8", "surrogatepass"))
    if size > MAX_RESULT_BYTES:
        return {"type": "oversized-result", "bytes": size}
    return {"type": "result", "payload": payload}
