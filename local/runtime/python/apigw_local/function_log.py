import logging
import sys
import time


def set_up_logging():
    """
    Lets the root logger write as on Lambda: warnings and worse unless the function sets a level. `basicConfig` does
    nothing after this, there as here. Gives what tells the log which request is running.
    """
    request = {"id": ""}

    def add_request_id(record):
        record.aws_request_id = request["id"]
        return True

    # whoever changes sys.stdout changes where logs go
    handler = _StdoutHandler()
    formatter = logging.Formatter(
        "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S"
    )
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.addFilter(add_request_id)
    logging.getLogger().addHandler(handler)
    return lambda request_id: request.update(id=request_id)


class _StdoutHandler(logging.Handler):
    def emit(self, record):
        sys.stdout.write(self.format(record) + "\n")
