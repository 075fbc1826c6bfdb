"""Judging EPUB files with EPUBCheck, all of them in one start of Java."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from publish.plugins import Availability
from publish.validators.epubcheck import program
from publish.validators.epubcheck.report import read_report
from publish.validators.validator import Verdict, not_checked
from publish.validators.worker import WorkerError


class EpubCheck:
    """Judges an EPUB file by the standard that it claims, EPUB 3.3 or EPUB 2.0.1."""

    name: ClassVar[str] = "epubcheck"
    standard: ClassVar[str] = "EPUB 3.3"
    suffixes: ClassVar[tuple[str, ...]] = (".epub",)

    def availability(self) -> Availability:
        """Tell whether EPUBCheck can run here."""
        return program.availability()

    def check(self, paths: Sequence[Path]) -> Sequence[Verdict]:
        """Judge files one after another; one that brings EPUBCheck down leaves the others their verdicts."""
        with program.EpubCheckProgram() as epubcheck:
            return [self._verdict(path, epubcheck) for path in paths]

    def _verdict(self, path: Path, epubcheck: program.EpubCheckProgram) -> Verdict:
        try:
            return read_report(epubcheck.report(path), path, self.name)
        except WorkerError as error:
            reason = str(error)
        except (KeyError, TypeError) as error:
            reason = f"EPUBCheck gave a report of a form that is not known: {error!r}"
        return not_checked(
            self, path, reason, "Try “epubcheck” by hand on this file; if it works there, report this to the project."
        )
