"""The program Ace: whether it can run on this machine, and how it is started and asked."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import tempfile
from pathlib import Path
from typing import Any

from publish.caches import cache_folder
from publish.plugins import Availability
from publish.validators.ace.unpacking import UnpackingError, unpack
from publish.validators.worker import Worker, WorkerError

_HERE = Path(__file__).parent
_PACKAGES = ("package.json", "package-lock.json")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SECONDS_TO_START = 60
_SECONDS_A_PAGE = 10
# The work of Ace grows faster than a page: a chapter of 8,500 paragraphs, 1 MB, takes minutes.
_SECONDS_A_MEGABYTE = 600
_SECONDS_AT_MOST = 3600


def availability() -> Availability:
    """Tell whether Ace can run here: it takes Node, a browser, and Ace itself in the user's cache folder."""
    has_node, has_browser, has_ace = shutil.which("node") is not None, _browser() is not None, _is_installed()
    missing = [] if has_node else ["nodejs"]
    missing += [] if has_browser else ["chromium"]
    missing += [] if has_ace or shutil.which("npm") else ["npm"]
    steps = [f"apt install {' '.join(missing)}"] if missing else []
    steps += [] if has_ace else [_fetching()]
    absent = [name for name, there in (("Node", has_node), ("Chromium", has_browser), ("Ace", has_ace)) if not there]
    if not absent:
        return Availability()
    verb = "is" if len(absent) == 1 else "are"
    return Availability(f"{' and '.join(absent)} {verb} not installed", " && ".join(steps))


class AceProgram(Worker):
    """Ace in a Node process that stays up, as does its browser, since their start takes about 2 s."""

    def __init__(self) -> None:
        command = ["node", str(_HERE / "server.js"), str(_folder())]
        super().__init__(
            "Ace",
            command,
            {
                "PUPPETEER_EXECUTABLE_PATH": _browser() or "",
                "ACE_TIMEOUT_INITIAL": str(_SECONDS_TO_START * 1000),
                "ACE_TIMEOUT_EXTENSION": str(_SECONDS_AT_MOST * 1000),
            },
        )

    def report(self, path: Path) -> dict[str, Any]:
        """Return Ace's report on a book.

        Raises:
            WorkerError: Ace gives none.
        """
        with tempfile.TemporaryDirectory(prefix="book-", dir=self.folder) as name:
            try:
                pages = unpack(path, Path(name))
            except UnpackingError as error:
                raise WorkerError(str(error)) from error
            work = _SECONDS_A_PAGE * pages.number + _SECONDS_A_MEGABYTE * pages.size / 1_000_000
            report = self.ask(name, min(_SECONDS_TO_START + work, _SECONDS_AT_MOST))
        if not isinstance(report, dict):
            raise WorkerError(f"Ace gave up: {' '.join(str(report).split())[:500]}")
        return report


def _fetching() -> str:
    """Return the command that fetches Ace to where it is looked for; no package in it runs a script of its own."""
    folder = str(_folder())
    steps = (
        ["mkdir", "-p", folder],
        ["cp", *(str(_HERE / name) for name in _PACKAGES), folder],
        ["npm", "ci", "--silent", "--ignore-scripts", "--prefix", folder],
    )
    return " && ".join(shlex.join(step) for step in steps)


def _is_installed() -> bool:
    """Tell whether the packages of our list lie there; npm writes its own list when all of them do."""
    try:
        if (_folder() / _PACKAGES[1]).read_bytes() != (_HERE / _PACKAGES[1]).read_bytes():
            return False
    except OSError:
        return False
    return (_folder() / "node_modules" / ".package-lock.json").is_file()


def _folder() -> Path:
    packages = json.loads((_HERE / _PACKAGES[0]).read_text(encoding="utf-8"))
    return cache_folder(f"ace-{packages['dependencies']['@daisy/ace-core']}")


def _browser() -> str | None:
    given = os.environ.get("PUPPETEER_EXECUTABLE_PATH")
    return given or next((found for name in _BROWSERS if (found := shutil.which(name))), None)
