import importlib.util
import json
import sys
from urllib.parse import urlsplit

HANDLERS = "botocore.handlers"


def redirect_callbacks(callbacks):
    """
    Leads a function that calls `@connections` at `https://{domainName}/{stage}`, of which it was told in an event, to the
    WebSocket API on this machine. `callbacks` is JSON: base URL on this machine by the one at AWS. The host that boto3
    signed for stays in the request, so that the signature holds.
    """
    bases = json.loads(callbacks or "{}")

    def redirect(request, **_):
        _, host, path, query, _ = urlsplit(request.url)
        base = bases.get(f"https://{host}")
        if base:
            request.headers["Host"] = host
            request.url = base + path + (f"?{query}" if query else "")

    if bases:
        sys.meta_path.insert(0, _AfterImport(lambda module: module.BUILTIN_HANDLERS.append(("before-send", redirect))))


class _AfterImport:
    """Sees to it once the function loads botocore, its own or the runtime's: most never do."""

    def __init__(self, action):
        self._action = action

    def find_spec(self, name, path=None, target=None):
        if name != HANDLERS:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def load_and_act(module):
            load(module)
            self._action(module)

        spec.loader.exec_module = load_and_act
        return spec
