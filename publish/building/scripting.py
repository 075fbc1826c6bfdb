"""What a narration will say, told before any of it is spoken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from publish.building.edition import edition_of
from publish.building.plain_text import plain_text_of
from publish.building.project import Project
from publish.content import Edition, LexiconEntry, Script, Utterance
from publish.findings import Finding, has_errors
from publish.labels import labels
from publish.plain import stale_findings, standings
from publish.speech.script import script
from publish.speech.settings import NarrationSettings


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


def script_of(path: Path, edition_name: str, *, drafts: bool = False) -> Scripting:
    """Write the script of an article.

    Args:
        path: the source file.
        edition_name: ``standard`` or ``plain``.
        drafts: plain-language text that nobody has approved is said all the same, after a label.

    Raises:
        PublishError: nothing can be made of the file, or there is no such edition.
    """
    project = Project.around(path)
    plain = plain_text_of(path, project)
    reading = plain.reading
    findings = list(reading.findings)
    if edition_name == "plain":
        findings += [*plain.findings, *stale_findings(plain.statuses)]
    edition = edition_of(reading.document, edition_name, findings.append, standings(plain.statuses, drafts=drafts))
    written = Script(
        source=reading.document.source,
        edition=edition.name,
        language=edition.metadata.language,
        utterances=utterances_of(edition, project.settings.narration, project.lexicon[0], findings.append),
    )
    return Scripting(written, tuple(dict.fromkeys(findings)))


def utterances_of(
    edition: Edition, settings: NarrationSettings, lexicon: Sequence[LexiconEntry], report: Callable[[Finding], None]
) -> tuple[Utterance, ...]:
    """Return what the narration of an edition says: what an editor is shown is what a voice is given."""
    words = labels(edition.metadata.language, report)
    return script(edition, words, settings, lexicon=lexicon, report=report)
