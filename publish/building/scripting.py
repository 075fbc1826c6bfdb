"""What a narration will say, told before any of it is spoken."""

from __future__ import annotations

from pathlib import Path

import msgspec

from publish.building.project import Project
from publish.building.reading import read_source
from publish.content import Script
from publish.editions import make_edition
from publish.findings import Finding, has_errors
from publish.labels import labels
from publish.speech.formulas import with_spoken_formulas
from publish.speech.script import script


class Scripting(msgspec.Struct, frozen=True):
    """What writing a script gives.

    Attributes:
        script: what will be said.
        findings: what was found while the article was read and the script written.
    """

    script: Script
    findings: tuple[Finding, ...] = ()

    @property
    def status(self) -> int:
        """The exit status: 0 no errors, 1 errors among the findings."""
        return int(has_errors(self.findings))


def script_of(path: Path, edition_name: str) -> Scripting:
    """Write the script of an article, just as building its narration would.

    Args:
        path: the source file.
        edition_name: ``standard`` or ``plain``.

    Raises:
        PublishError: nothing can be made of the file, or there is no such edition.
    """
    project = Project.around(path)
    reading = read_source(path, project)
    findings = list(reading.findings)
    edition = make_edition(edition_name, reading.document, findings.append)
    edition = with_spoken_formulas(edition, findings.append)
    language = edition.metadata.language
    utterances = script(
        edition,
        labels(language, findings.append),
        project.settings.narration,
        lexicon=project.lexicon[0],
        report=findings.append,
    )
    written = Script(source=reading.document.source, edition=edition.name, language=language, utterances=utterances)
    return Scripting(written, tuple(dict.fromkeys(findings)))
