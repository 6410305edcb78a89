import json
import os

REQUESTS = 3
REPLIES = 4


class Channel:
    """The line to the gateway: one JSON object a line. stdout and stderr stay the function's own."""

    def __init__(self):
        # what the function starts has no business here
        for descriptor in (REQUESTS, REPLIES):
            os.set_inheritable(descriptor, False)
        self._requests = os.fdopen(REQUESTS, encoding="utf-8", newline="\n")
        self._replies = os.fdopen(REPLIES, "w", encoding="utf-8", newline="\n")

    def invocations(self):
        return map(json.loads, self._requests)

    def send(self, message):
        self._replies.write(json.dumps(message) + "\n")
        self._replies.flush()
