"""EPUBCheck, the reference checker of EPUB, in the product's own way, kept warm for all tests of a process.

The first call takes about 8 seconds, because Java loads all schemas; each later one 0.1 to 0.4 seconds.
"""

from __future__ import annotations

import atexit
import functools
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from publish.validators.epubcheck import EpubCheck
from publish.validators.epubcheck.program import EpubCheckProgram
from publish.validators.epubcheck.report import place

from .tools import ToolMissing

Severity = Literal["FATAL", "ERROR", "WARNING", "USAGE", "INFO"]


@dataclass(frozen=True)
class EpubMessage:
    """One thing that EPUBCheck says, at one place."""

    id: str
    severity: Severity
    message: str
    location: str
    """`path/in/epub:line:column`, as far as EPUBCheck knows them; empty for the whole file."""

    def __str__(self) -> str:
        return f"{self.severity} {self.id} {self.location}: {self.message}"


def check_epub(path: Path) -> list[EpubMessage]:
    """Return all that EPUBCheck says about a file.

    USAGE messages are among them: hints, not faults. EPUBCheck itself lists at most 25 places for one message.
    """
    return [
        EpubMessage(id=found["ID"], severity=found["severity"], message=found["message"], location=place(location))
        for found in _program_of(os.getpid()).report(path)["messages"]
        for location in found["locations"] or [{"path": ""}]
    ]


@functools.cache
def _program_of(process: int) -> EpubCheckProgram:
    """Return the program of this Python process: a forked child must not talk on its parent's pipes."""
    availability = EpubCheck().availability()
    if not availability.usable:
        raise ToolMissing("EPUBCheck", f"{availability.reason}: {availability.mend}")
    program = EpubCheckProgram()
    atexit.register(program.close)
    return program
