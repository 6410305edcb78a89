import os
import sys
from importlib.machinery import PathFinder

# what Lambda's Python runtimes bring along; everything else a function must bundle
RUNTIME_PACKAGES = {"boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six", "urllib3"}
INSTALLED = ("site-packages", "dist-packages")


def use_module_path(task_root):
    """
    Makes modules resolve as on Lambda: the function's own come first, and of what happens to be installed on this
    machine only the AWS SDK is there.
    """
    installed = [folder for folder in sys.path if os.path.basename(folder) in INSTALLED]
    # the first one is the bootstrap's
    sys.path[:] = [task_root, *(folder for folder in sys.path[1:] if folder not in installed)]
    sys.meta_path.append(_RuntimePackages(installed))


class _RuntimePackages:
    """Asked last, so that a function's own copy of a package wins."""

    def __init__(self, folders):
        self._folders = folders

    def find_spec(self, name, path=None, target=None):
        return PathFinder.find_spec(name, self._folders, target) if name in RUNTIME_PACKAGES else None
