"""An article with its plain-language text and its lock, as every command about plain language needs it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from publish.building.project import Project
from publish.building.reading import read_source
from publish.content import Reading
from publish.findings import Finding, PublishError
from publish.plain import Approval, Status, passages, read_lock, statuses
from publish.plain.drafting.record import Drafted, read_record


class PlainText(msgspec.Struct, frozen=True):
    """The plain-language text of an article.

    Attributes:
        reading: the article, and what was found while it was read.
        statuses: how each passage stands.
        drafts: what is known of drafts by a machine.
        findings: what is wrong with the lock.
    """

    reading: Reading
    statuses: tuple[Status, ...]
    drafts: tuple[Drafted, ...] = ()
    findings: tuple[Finding, ...] = ()


def plain_text_of(source: Path, project: Project) -> PlainText:
    """Read an article and its lock.

    Raises:
        PublishError: nothing can be made of the article.
    """
    reading = read_source(source, project)
    findings: list[Finding] = []
    approvals: tuple[Approval, ...] = ()
    try:
        lock = read_lock(source, project.gate)
    except PublishError as error:  # nothing counts as approved by what cannot be read
        findings += error.findings
    else:
        approvals = lock.approvals
        findings += lock.findings
    found = statuses(passages(reading.document, project.gate, reading.fields), approvals)
    drafts = read_record(source, project.gate, findings.append)
    return PlainText(reading, found, drafts, tuple(findings))
