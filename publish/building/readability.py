"""How hard an edition of an article is to read."""

from __future__ import annotations

from pathlib import Path

import msgspec

from publish.building.reading import read_source
from publish.content import Standings
from publish.editions import make_edition
from publish.findings import Finding, has_errors
from publish.readability import Readability, measure_edition


class Measurement(msgspec.Struct, frozen=True, kw_only=True):
    """What measuring an article gives.

    Attributes:
        source: the path of the source file as the user gave it.
        edition: ``standard`` or ``plain``.
        title: of the edition.
        readability: of its prose.
        findings: what was found while the article was read.
    """

    source: str
    edition: str
    title: str
    readability: Readability
    findings: tuple[Finding, ...] = ()

    @property
    def status(self) -> int:
        """The exit status: 0 no errors, 1 errors among the findings."""
        return int(has_errors(self.findings))


def readability_of(path: Path, edition_name: str) -> Measurement:
    """Measure an edition of an article.

    Args:
        path: the source file.
        edition_name: ``standard`` or ``plain``.

    Raises:
        PublishError: nothing can be made of the file, or there is no such edition.
    """
    reading = read_source(path)
    findings = list(reading.findings)
    written = Standings.all_approved(len(reading.document.replacements))  # measured as it is, whoever approved it
    edition = make_edition(edition_name, reading.document, findings.append, written)
    return Measurement(
        source=reading.document.source,
        edition=edition.name,
        title=edition.metadata.title,
        readability=measure_edition(edition),
        findings=tuple(dict.fromkeys(findings)),
    )
