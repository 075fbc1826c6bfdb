"""Where what was made once is kept: the user's cache folder, which may be deleted at any time."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder(subject: str) -> Path:
    """Return the folder for one kind of things, which need not be there yet.

    Raises:
        OSError: the user has no home folder.
    """
    given = os.environ.get("XDG_CACHE_HOME", "")
    if Path(given).is_absolute():  # any other is to be ignored, says the XDG Base Directory Specification
        return Path(given) / "publish" / subject
    try:
        return Path.home() / ".cache" / "publish" / subject
    except RuntimeError as error:
        raise FileNotFoundError(str(error)) from error
