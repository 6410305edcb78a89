import importlib
import sys

from .runtime_error import RuntimeFault


def load_handler(name):
    """The function that `module.function`, `folder/module.function` or `package.module.function` names."""
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        raise RuntimeFault(
            "MalformedHandlerName",
            f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)",
        )
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise RuntimeFault(
            "BuiltInModuleConflict", f"Cannot use built-in module {module_name} as a handler module"
        )
    module = _load_module(module_name)
    try:
        return getattr(module, function_name)
    except AttributeError:
        raise RuntimeFault("HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'")


def _load_module(name):
    try:
        return importlib.import_module(name.replace("/", "."))
    except ImportError as error:
        raise RuntimeFault("ImportModuleError", f"Unable to import module '{name}': {error}")
    except SyntaxError as error:
        place = f'  File "{error.filename}" Line {error.lineno}\n    {error.text}'
        raise RuntimeFault("UserCodeSyntaxError", f"Syntax error in module '{name}': {error}", [place])
