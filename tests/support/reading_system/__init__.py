"""A reading system for EPUB that plays media overlays: foliate-js (MIT), shown by a page of our own.

``scripts/set-up --tests`` fetches foliate-js 1.0.1 from npm; it holds all that it needs to read a book.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ..tools import ToolMissing

# Looked up at once: the tests themselves have a cache of their own.
_ENGINE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "publish" / "foliate-js-1.0.1"
_PAGE = Path(__file__).parent


def install_reading_system(folder: Path) -> None:
    """Put the reading system into a folder that is going to be served, as ``index.html``; its script can open books there."""
    if not (_ENGINE / "view.js").is_file():
        raise ToolMissing("foliate-js", "scripts/set-up --tests")
    for name in ("index.html", "reader.js"):
        shutil.copy(_PAGE / name, folder)
    (folder / "foliate-js").symlink_to(_ENGINE)
