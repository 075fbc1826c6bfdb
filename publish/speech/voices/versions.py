"""The versions of the installed packages that a voice is made of."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def versions(*packages: str) -> str:
    """Return the names of packages with their versions, Publish itself among them, since it prepares the text.

    >>> versions("no-such-package").split(", ")[-1]
    'no-such-package none'
    """
    return ", ".join(f"{package} {_version(package)}" for package in ("publish-accessible", *packages))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
