"""Approving: a person vouches for passages, and the lock keeps their word.

No code of Publish calls this by itself. Whoever calls it names the person.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from publish.content import Document, Standing
from publish.editions.plain import unplaced
from publish.findings import Finding, Location, PublishError, Severity
from publish.gate import Gate
from publish.guards import Article, Verdict
from publish.plain.guarding import not_guarded, verdicts
from publish.plain.lock import Approval, Lock, changing_lock, name_of, read_lock, write_lock
from publish.plain.passages import Passage
from publish.plain.status import Status, chosen, statuses, unused

_EARLIEST = datetime.date(2000, 1, 1)
_JOINERS = "\u200c\u200d"  # part of how Persian and Hindi names, among others, are written


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
            PublishError: it names nobody, or a day that has not come or is before 2000.
        """
        approver = Approver(by=_line(self.by), on=self.on, role=_line(self.role), despite=_line(self.despite))
        if not any(character.isalpha() for character in approver.by):
            raise _unusable("approver-missing", "Nobody is named who approves.", "Name a person: --by “Ada Example”.")
        if approver.on < _EARLIEST:
            raise _unusable("approval-long-ago", f"{approver.on} is before 2000.", "Give the day of the approval.")
        if approver.on > today:
            raise _unusable("approval-early", f"{approver.on} has not come yet.", "Give the day of the approval.")
        return approver


class Approving(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an attempt to approve.

    Attributes:
        approved: the passages that are approved now, and were not or not by this person.
        kept: how many had been approved before and are as they were.
        dropped: approvals of passages that are no longer there.
        replaced: names of entries of the lock that were changed by hand, and gave way to an approval.
        findings: why others were refused, and which entries of the lock approve nothing.
        overruled: what the guards said that was overruled, by the name of the passage.
        lock: the place of the lock; None where nothing was written.
    """

    approved: tuple[Passage, ...] = ()
    kept: int = 0
    dropped: tuple[Approval, ...] = ()
    replaced: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    overruled: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    lock: Path | None = None


def approve(
    source: Path,
    document: Document,
    there: Sequence[Passage],
    approver: Approver,
    gate: Gate,
    *,
    names: Sequence[str] = (),
) -> Approving:
    """Approve passages of an article, and write the lock.

    The lock is read here and not before, so that what another run approves at the same time is not lost.

    Args:
        source: the article.
        document: what it holds.
        there: its passages.
        approver: who vouches for them, checked.
        gate: of the project.
        names: the passages; none means all that are not approved as they stand.

    Raises:
        PublishError: guards are to be overruled in passages that nobody named, there is no passage of a name, or the
            lock cannot be read or written; then it is as it was.
    """
    if approver.despite and not names:
        raise _unusable(
            "approval-despite-unnamed",
            "Guards were to be overruled in texts that nobody named.",
            "Name each text that is right although a guard stops it: --block ID, and the reason for these alone.",
        )
    with changing_lock(source):
        lock = read_lock(source, gate)
        found = statuses(there, lock.approvals)
        selected = chosen(found, names) if names else [each for each in found if each.standing is not Standing.APPROVED]
        findings, new = _approvals(selected, document, approver)
        broken = tuple(entry for entry in lock.broken if name_of(entry) not in new)
        after = Lock(
            approvals=tuple(filter(None, (new.get(each.passage.name, each.approval) for each in found))),
            broken=broken,
            place=lock.place,
        )
        if new:
            write_lock(after, source, gate)
    return Approving(
        approved=tuple(status.passage for status in selected if status.passage.name in new),
        kept=sum(each.standing is Standing.APPROVED and each.passage.name not in new for each in found),
        dropped=tuple(unused(found, lock.approvals)) if new else (),
        replaced=tuple(name_of(entry) for entry in lock.broken if name_of(entry) in new),
        findings=(*after.findings, *findings),
        overruled={name: approval.guards for name, approval in new.items() if approval.guards},
        lock=after.place if new else None,
    )


def _approvals(
    selected: Sequence[Status], document: Document, approver: Approver
) -> tuple[list[Finding], dict[str, Approval]]:
    """Return why passages are refused, and the approvals of the others by their names."""
    homeless = {replacement.location for replacement in unplaced(document)}
    article = Article(document)
    findings: list[Finding] = []
    new: dict[str, Approval] = {}
    for status in selected:
        passage = status.passage
        found = verdicts(passage, article)
        stopping = [verdict for verdict in found if verdict.stops]
        refusals = list(_refusals(passage, stopping, approver, homeless=passage.location in homeless))
        findings += refusals
        findings += (_warning(passage, verdict) for verdict in found if not verdict.stops)
        if not refusals:
            new[passage.name] = _approval(passage, approver, stopping)
    return list(dict.fromkeys(findings)), new


def _approval(passage: Passage, approver: Approver, stopping: Sequence[Verdict]) -> Approval:
    return Approval.of(
        passage,
        by=approver.by,
        on=approver.on,
        role=approver.role,
        despite=approver.despite if stopping else "",
        guards=tuple(verdict.told for verdict in stopping),
    )


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


def _warning(passage: Passage, verdict: Verdict) -> Finding:
    """Return what a guard only warns of; that a language is not guarded is told once for each language."""
    if verdict.guard == "language":
        return not_guarded(verdict, Location(passage.location.file))
    return Finding(
        rule="plain-guard-warns",
        message=f"The guard “{verdict.guard}” warns of “{passage.name}”: {verdict.message}",
        severity=Severity.WARNING,
        location=passage.location,
        harms=verdict.harm,
        mend="Compare the two once more. Nothing needs to be done if the plain text is right.",
    )


def _refused(
    passage: Passage, why: str, mend: str, harm: str = "Patients would get words that may not be true."
) -> Finding:
    return Finding(
        rule="plain-approval-refused",
        message=f"“{passage.name}” was not approved: {why.removesuffix('.')}.",
        location=passage.location,
        harms=harm,
        mend=mend,
    )


def _line(text: str) -> str:
    kept = (each if each.isprintable() or each in _JOINERS else " " for each in text)
    return " ".join("".join(kept).split())


def _unusable(rule: str, message: str, mend: str) -> PublishError:
    harms = "Nobody could trust the lock, which tells who vouches for which words."
    return PublishError(Finding(rule=rule, message=message, harms=harms, mend=mend))
