"""Judging EPUB files with Ace, all of them in one start of Node and its browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from publish.plugins import Availability
from publish.validators.ace import program
from publish.validators.ace.report import read_report
from publish.validators.validator import Verdict, not_checked
from publish.validators.worker import WorkerError


class Ace:
    """Judges an EPUB file by what a machine can check of EPUB Accessibility 1.1."""

    name: ClassVar[str] = "ace"
    standard: ClassVar[str] = "EPUB Accessibility 1.1 (automatic checks)"
    suffixes: ClassVar[tuple[str, ...]] = (".epub",)

    def availability(self) -> Availability:
        """Tell whether Ace can run here."""
        return program.availability()

    def check(self, paths: Sequence[Path]) -> Sequence[Verdict]:
        """Judge files one after another; one that brings Ace down leaves the others their verdicts."""
        with program.AceProgram() as ace:
            return [self._verdict(path, ace) for path in paths]

    def _verdict(self, path: Path, ace: program.AceProgram) -> Verdict:
        try:
            return read_report(ace.report(path), path, self.name, self.standard)
        except WorkerError as error:
            reason = str(error)
        except (KeyError, TypeError) as error:
            reason = f"Ace gave a report of a form that is not known: {error!r}"
        return not_checked(
            self, path, reason, "See what EPUBCheck says of this file; if it passes, report this to the project."
        )
