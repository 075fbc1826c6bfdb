"""Finding the templates and styles that ship with Publish."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def templates() -> Path:
    """Return the folder of templates: inside the package when installed, beside it in a clone."""
    package = Path(__file__).parent
    installed = package / "_templates"
    return installed if installed.is_dir() else package.parent / "templates"


def packaged(path: str) -> Path:
    """Return the place of a file in the folder of templates."""
    return templates() / path
