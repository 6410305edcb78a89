import os
import traceback

RUNTIME_FOLDER = os.path.dirname(os.path.abspath(__file__))


class RuntimeFault(Exception):
    """An error of the runtime rather than of the function's code; the kind is what callers see as its type."""

    def __init__(self, kind, message, stack=()):
        super().__init__(message)
        self.error_type = f"Runtime.{kind}"
        self.stack = stack


def describe_error(error):
    """What Lambda tells about whatever a function raised."""
    if isinstance(error, RuntimeFault):
        return _description(error.error_type, error, error.stack)
    return _description(type(error).__name__, error, traceback.format_list(_frames_of_function(error)))


def _description(error_type, error, stack):
    trace = ["Traceback (most recent call last):", *"".join(stack).splitlines()] if stack else []
    return {"errorType": error_type, "errorMessage": _text_of(error), "trace": trace}


def _frames_of_function(error):
    """The stack from where the runtime had called the function's code."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [index for index, frame in enumerate(frames) if os.path.dirname(frame.filename) == RUNTIME_FOLDER]
    return frames[own[-1] + 1 :] if own else frames


def _text_of(error):
    try:
        return str(error)
    except Exception:
        return "an error that has no text form was raised"
