"""Finding the outside tools that tests need, and saying plainly what to install when one is missing."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path


class ToolMissing(RuntimeError):  # noqa: N818 (a state of the machine, not a fault of the code)
    """A tool that a test needs is not installed. On a laptop that is a reason to skip, in CI a failure."""

    def __init__(self, tool: str, remedy: str) -> None:
        super().__init__(f"{tool} is missing: {remedy}")
        self.tool = tool
        self.remedy = remedy


def find_program(*names: str, remedy: str) -> Path:
    """Return the path of the first of these programs that is installed."""
    for name in names:
        if found := shutil.which(name):
            return Path(found)
    raise ToolMissing(names[0], remedy)


def find_package_folder(package: str, remedy: str) -> Path:
    """Return the folder of an installed Python package without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ToolMissing(f"the Python package {package}", remedy)
    return Path(spec.submodule_search_locations[0])
