"""Approving: a person vouches for passages, and the lock keeps their word.

No code of Publish calls this by itself. Whoever calls it names the person.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from publish.content import Document, Standing
from publish.editions.plain import unplaced
from publish.findings import Finding, PublishError
from publish.guards import Article, Verdict
from publish.plain.guarding import verdicts
from publish.plain.lock import Approval, write_lock
from publish.plain.passages import Passage
from publish.plain.status import Status, chosen, unused


class Approver(msgspec.Struct, frozen=True, kw_only=True):
    """Who approves, and when.

    Attributes:
        by: the person's name.
        on: the day.
        role: what entitles the person, such as ``pharmacist``.
        despite: why it is right although a guard says otherwise; empty where no guard is overruled.
    """

    by: str
    on: datetime.date
    role: str = ""
    despite: str = ""

    def checked(self, today: datetime.date) -> Approver:
        """Return the same, without space around the words.

        Raises:
            PublishError: it names nobody, or a day that has not come.
        """
        approver = Approver(by=_line(self.by), on=self.on, role=_line(self.role), despite=_line(self.despite))
        if not any(character.isalpha() for character in approver.by):
            raise _unusable("approver-missing", "Nobody is named who approves.", "Name a person: --by “Ada Example”.")
        if approver.on > today:
            raise _unusable("approval-early", f"{approver.on} has not come yet.", "Give the day of the approval.")
        return approver


class Approving(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an attempt to approve.

    Attributes:
        approved: the passages that are approved now, and were not or not by this person.
        kept: how many had been approved before and are as they were.
        dropped: approvals of passages that are no longer there.
        findings: why others were refused.
        lock: the place of the lock; None where nothing was written.
    """

    approved: tuple[Passage, ...] = ()
    kept: int = 0
    dropped: tuple[Approval, ...] = ()
    findings: tuple[Finding, ...] = ()
    lock: Path | None = None


def approve(
    source: Path,
    document: Document,
    found: Sequence[Status],
    approvals: Sequence[Approval],
    approver: Approver,
    *,
    names: Sequence[str] = (),
) -> Approving:
    """Approve passages of an article, and write the lock.

    Args:
        source: the article.
        document: what it holds.
        found: how its passages stand.
        approvals: what the lock holds.
        approver: who vouches for them, checked.
        names: the passages; none means all that are not approved as they stand.

    Raises:
        PublishError: there is no passage of a name, or the lock cannot be written.
    """
    selected = chosen(found, names) if names else [each for each in found if each.standing is not Standing.APPROVED]
    homeless = {replacement.location for replacement in unplaced(document)}
    article = Article(document)
    findings: list[Finding] = []
    new: dict[str, Approval] = {}
    for status in selected:
        passage = status.passage
        stopping = [verdict for verdict in verdicts(passage, article) if verdict.stops]
        refusals = list(_refusals(passage, stopping, approver, homeless=passage.location in homeless))
        findings += refusals
        if not refusals:
            new[passage.name] = _approval(passage, approver, stopping)
    if not new:
        return Approving(findings=tuple(findings), kept=_approved(found))
    path = write_lock(source, filter(None, (new.get(each.passage.name, each.approval) for each in found)))
    return Approving(
        approved=tuple(status.passage for status in selected if status.passage.name in new),
        kept=_approved(status for status in found if status.passage.name not in new),
        dropped=tuple(unused(found, approvals)),
        findings=tuple(findings),
        lock=path,
    )


def _approval(passage: Passage, approver: Approver, stopping: Sequence[Verdict]) -> Approval:
    return Approval.of(
        passage,
        by=approver.by,
        on=approver.on,
        role=approver.role,
        despite=approver.despite if stopping else "",
        guards=tuple(verdict.told for verdict in stopping),
    )


def _approved(found: Iterable[Status]) -> int:
    return sum(status.standing is Standing.APPROVED for status in found)


def _refusals(
    passage: Passage, stopping: Sequence[Verdict], approver: Approver, *, homeless: bool
) -> Iterator[Finding]:
    replacement = passage.replacement
    if homeless or (replacement and len(passage.stands_for) < len(replacement.targets)):
        yield _refused(
            passage,
            "it finds no place in the plain edition",
            "Mend what the messages about this block name, then approve it.",
        )
    if passage.kind == "omission" and not "".join(passage.plain).strip():
        yield _refused(passage, "it leaves text out, and nobody says why", 'Add reason="…".')
    if stopping and not approver.despite:
        for verdict in stopping:
            yield _refused(
                passage,
                f"the guard “{verdict.guard}” stops it: {verdict.message}",
                "Mend the plain text. If it is right all the same, say why: --despite “REASON”; the lock keeps that.",
                harm=verdict.harm,
            )


def _refused(
    passage: Passage, why: str, mend: str, harm: str = "Patients would get words that may not be true."
) -> Finding:
    return Finding(
        rule="plain-approval-refused",
        message=f"“{passage.name}” was not approved: {why}.",
        location=passage.location,
        harms=harm,
        mend=mend,
    )


def _line(text: str) -> str:
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _unusable(rule: str, message: str, mend: str) -> PublishError:
    return PublishError(Finding(rule=rule, message=message, mend=mend))
