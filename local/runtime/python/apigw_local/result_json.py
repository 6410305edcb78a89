import json
import math
import os
import re
import uuid
from decimal import Decimal

from .runtime_error import RuntimeFault

# stands before a decimal's digits until the text around them is done: json itself would write a float or a text
DECIMAL_MARK = uuid.uuid4().hex
MARKED_DECIMAL = re.compile(f'"{DECIMAL_MARK}([^"]*)"')


def result_json(result):
    """The text of what a handler returned, as Lambda makes it: decimals are numbers, and bytes are texts in UTF-8."""
    try:
        if isinstance(result, bytes):
            return result.decode("utf-8")
        text = json.dumps(result, default=_plain, ensure_ascii=_escapes_non_ascii())
    except Exception as error:
        raise RuntimeFault("MarshalError", f"Unable to marshal response: {error}")
    return MARKED_DECIMAL.sub(r"\1", text)


def _plain(value):
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, Decimal):
        return math.nan if value.is_nan() else f"{DECIMAL_MARK}{value}"
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def _escapes_non_ascii():
    """Runtimes before Python 3.12 do, which counts where an answer comes close to the limit."""
    minor = re.fullmatch(r"AWS_Lambda_python3\.(\d+)", os.environ.get("AWS_EXECUTION_ENV", ""))
    return minor is not None and int(minor[1]) < 12
