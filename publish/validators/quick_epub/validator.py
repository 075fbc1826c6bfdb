"""The quick check of an EPUB, which installs with the package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

import msgspec

from publish.findings import Finding, Location, has_errors
from publish.plugins import Availability
from publish.validators.quick_epub.book import judge_book
from publish.validators.quick_epub.container import Container, DamagedError, NotCheckableError
from publish.validators.quick_epub.faults import shortened
from publish.validators.validator import State, Verdict


class QuickEpub:
    """Judges what EPUBCheck and Ace leave out: how a book is read aloud, and what it says of its accessibility.

    It follows EPUB 3.3 (media overlays), the optional objectives of EPUB Accessibility 1.1 for synchronized text-audio
    playback, and the Schema.org accessibility vocabulary. It does not replace EPUBCheck.
    """

    name: ClassVar[str] = "quick-epub"
    standard: ClassVar[str] = "EPUB 3.3 read-along and accessibility metadata"
    suffixes: ClassVar[tuple[str, ...]] = (".epub",)

    def availability(self) -> Availability:
        """Tell that nothing stands in the way."""
        return Availability()

    def check(self, paths: Sequence[Path]) -> Sequence[Verdict]:
        """Judge each file by itself."""
        return [self._verdict(path) for path in paths]

    def _verdict(self, path: Path) -> Verdict:
        findings: list[Finding] = []
        reason = mend = ""
        try:
            with Container(path) as container:
                findings.extend(judge_book(container))
        except DamagedError as error:
            findings = [*findings, error.finding]
        except NotCheckableError as error:
            findings, reason, mend = [], str(error), error.mend
        state = State.NOT_CHECKED if reason else State.FAILED if has_errors(findings) else State.PASSED
        return Verdict(
            path=path,
            validator=self.name,
            standard=self.standard,
            state=state,
            findings=tuple(_placed(path, shortened(findings))),
            reason=reason,
            mend=mend,
        )


def _placed(path: Path, findings: Iterable[Finding]) -> Iterable[Finding]:
    """Put the path of the book before the paths in it."""
    for finding in findings:
        inner = finding.location or Location("")
        place = Location(f"{path}/{inner.file}" if inner.file else str(path), inner.line)
        yield msgspec.structs.replace(finding, location=place)
