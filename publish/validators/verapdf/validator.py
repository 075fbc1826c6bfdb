"""Judging PDF files with veraPDF, all of them in one start of Java."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from publish.plugins import Availability
from publish.validators.validator import State, Verdict, not_checked
from publish.validators.verapdf import program
from publish.validators.verapdf.report import ReportUnreadableError, read_report

_SECONDS_TO_START = 60
_SECONDS_A_FILE = 60
# 700 pages in 3.5 MB took 66 s on a core of its own.
_SECONDS_A_MEGABYTE = 60
_FILES_A_RUN = 200
# What the file claims to be (PDF/A, PDF/UA); PDF/UA-1 where it claims nothing.
_BY_CLAIM = ("--flavour", "0", "--defaultflavour", "ua1")
_BY_PDF_UA = ("--flavour", "ua1")


class VeraPdf:
    """Judges a PDF by PDF/UA-1 (ISO 14289-1) always, and by PDF/A (ISO 19005) when it claims to be one."""

    name: ClassVar[str] = "verapdf"
    standard: ClassVar[str] = "PDF/UA-1"
    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)

    def availability(self) -> Availability:
        """Tell whether veraPDF can run here."""
        return program.availability()

    def check(self, paths: Sequence[Path]) -> Sequence[Verdict]:
        """Judge files in one run, and in a second one those that claim PDF/A but not PDF/UA-1."""
        verdicts = list(self._in_runs(paths, _BY_CLAIM))
        settled = {
            verdict.path
            for verdict in verdicts
            if verdict.standard == self.standard or verdict.state is State.NOT_CHECKED
        }
        return [*verdicts, *self._in_runs([path for path in paths if path not in settled], _BY_PDF_UA)]

    def _in_runs(self, paths: Sequence[Path], options: Sequence[str]) -> Iterator[Verdict]:
        for start in range(0, len(paths), _FILES_A_RUN):
            yield from self._run(paths[start : start + _FILES_A_RUN], options)

    def _run(self, paths: Sequence[Path], options: Sequence[str]) -> Sequence[Verdict]:
        with tempfile.TemporaryDirectory(prefix="publish-verapdf-") as name:
            folder = Path(name)
            # Plain names: veraPDF takes a leading hyphen for an option, and its report cannot hold every character.
            links = {f"{number}.pdf": path for number, path in enumerate(paths)}
            for link, path in links.items():
                (folder / link).symlink_to(path.resolve())
            files = [str(folder / link) for link in links]
            megabytes = sum(path.stat().st_size for path in paths) / 1_000_000
            seconds = _SECONDS_TO_START + _SECONDS_A_FILE * len(paths) + _SECONDS_A_MEGABYTE * megabytes
            try:
                out, complaint = program.run([*options, "--format", "json", *files], folder, seconds)
                return read_report(out, links, self.name)
            except program.TookTooLong as error:
                reason = str(error)
            except ReportUnreadableError:
                reason = f"veraPDF gave no report: {complaint.strip()[-500:] or 'it said nothing'}"
            except OSError as error:
                reason = f"veraPDF does not start: {error}"
        if len(paths) > 1:
            # One file may have brought the run down for all.
            return [verdict for path in paths for verdict in self._run([path], options)]
        return [self._unchecked(paths[0], reason)]

    def _unchecked(self, path: Path, reason: str) -> Verdict:
        return not_checked(
            self, path, reason, "Try “verapdf” by hand on this file; if it works there, report this to the project."
        )
