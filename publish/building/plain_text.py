"""An article with its plain-language text and its lock, as every command about plain language needs it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from publish.building.project import Project
from publish.building.reading import read_source
from publish.content import Reading
from publish.findings import Finding
from publish.plain import Approval, Status, passages, read_lock, statuses


class PlainText(msgspec.Struct, frozen=True):
    """The plain-language text of an article.

    Attributes:
        reading: the article, and what was found while it was read.
        approvals: what its lock holds.
        statuses: how each passage stands.
        findings: what is wrong with the lock.
    """

    reading: Reading
    approvals: tuple[Approval, ...]
    statuses: tuple[Status, ...]
    findings: tuple[Finding, ...] = ()


def plain_text_of(source: Path, project: Project) -> PlainText:
    """Read an article and its lock.

    Raises:
        PublishError: nothing can be made of the article.
    """
    reading = read_source(source, project)
    findings: list[Finding] = []
    approvals = read_lock(source, project.gate, findings.append)
    found = statuses(passages(reading.document, project.gate, reading.fields), approvals)
    return PlainText(reading, approvals, found, tuple(findings))
