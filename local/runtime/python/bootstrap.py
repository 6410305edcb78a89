"""One execution environment of a Python function; node-bootstrap.mjs describes the protocol."""

import os
import sys

from apigw_local.callback_redirects import redirect_callbacks
from apigw_local.channel import Channel
from apigw_local.function_log import set_up_logging
from apigw_local.lifeline import hold_lifeline
from apigw_local.load_handler import load_handler
from apigw_local.module_path import use_module_path
from apigw_local.run_handler import run_handler
from apigw_local.runtime_error import describe_error


def main():
    hold_lifeline()
    channel = Channel()
    set_current_request = set_up_logging()
    use_module_path(os.environ["LAMBDA_TASK_ROOT"])
    redirect_callbacks(os.environ.get("APIGW_LOCAL_CALLBACKS"))
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        channel.send({"type": "error", **describe_error(error), "fatal": True})
        sys.exit(1)
    channel.send({"type": "ready"})
    for invocation in channel.invocations():
        set_current_request(invocation["requestId"])
        channel.send(run_handler(handler, invocation))


main()
