"""How each passage stands: what the lock says of it, and what has changed since.

The hashes decide, not the names. A passage is approved if the lock holds an approval of the same words for the same
words below the same headings in the same language, with the same explanations; each approval serves one passage. So an
id that Publish made, which may come to name another block when text is added above, can neither lend its approval to
other words nor lose it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from publish.content import Standing, Standings
from publish.findings import Finding, PublishError, Severity
from publish.guards import Verdict
from publish.plain.lock import Approval
from publish.plain.passages import SUMMARY, TITLE, Passage
from publish.plain.wording import digest

Part = Literal["source", "plain", "glossary", "heading", "language"]
_Fits = Callable[[Passage, Approval], bool]
_CHANGED: dict[Part, str] = {
    "source": "the text that it stands for",
    "plain": "the plain text itself",
    "glossary": "what the glossary says of its words",
    "heading": "a heading above it",
    "language": "the language of the article",
}


class Status(msgspec.Struct, frozen=True):
    """A passage and what the lock says of it.

    Attributes:
        passage: as it is now.
        standing: whether these very words are approved.
        approval: the one that it has, or had.
        changed: what has changed since it was approved; empty unless it is stale.
    """

    passage: Passage
    standing: Standing
    approval: Approval | None = None
    changed: tuple[Part, ...] = ()

    @property
    def told(self) -> str:
        """How the passage stands, in words."""
        if self.approval is None:
            return "draft: nobody has approved it"
        if self.standing is Standing.STALE:
            parts = " and ".join(_CHANGED[part] for part in self.changed)
            return f"stale: {parts} changed since {self.approval.by} approved it on {self.approval.on}"
        role = f" ({self.approval.role})" if self.approval.role else ""
        return f"approved by {self.approval.by}{role} on {self.approval.on}"

    def is_stopped_by(self, verdict: Verdict) -> bool:
        """Tell whether a guard stops the passage, and whoever approved it has not overruled that."""
        overruled = self.approval.guards if self.standing is Standing.APPROVED and self.approval else ()
        return verdict.stops and verdict.told not in overruled


def statuses(passages: Sequence[Passage], approvals: Iterable[Approval]) -> tuple[Status, ...]:
    """Return how each passage stands, in their order."""
    return _Matching(passages, approvals).statuses()


def unused(found: Iterable[Status], approvals: Iterable[Approval]) -> list[Approval]:
    """Return the approvals of passages that are no longer there."""
    used = {id(status.approval) for status in found}
    return [approval for approval in approvals if id(approval) not in used]


def standings(found: Iterable[Status], *, drafts: bool = False) -> Standings:
    """Return how the plain-language text stands, as the plain edition takes it.

    Args:
        drafts: what is not approved is shown all the same, labelled as a draft.
    """
    by_place = {status.passage.place: status.standing for status in found if status.passage.place >= 0}
    by_name = {status.passage.name: status.standing for status in found if status.passage.place < 0}
    return Standings(
        title=by_name.get(TITLE, Standing.DRAFT),
        summary=by_name.get(SUMMARY, Standing.DRAFT),
        replacements=tuple(by_place.get(place, Standing.DRAFT) for place in range(max(by_place, default=-1) + 1)),
        drafts=drafts,
    )


def chosen(found: Sequence[Status], names: Sequence[str]) -> list[Status]:
    """Return passages by name; the id of a block that a passage stands for names it too.

    Raises:
        PublishError: there is no passage of a name.
    """
    by_name = {status.passage.name: status for status in found}
    for status in found:  # one of several ids is a name too
        for target in status.passage.replacement.targets if status.passage.replacement else ():
            by_name.setdefault(target, status)
    for name in names:
        if name not in by_name:
            near = difflib.get_close_matches(name, by_name, n=3)
            raise PublishError(
                Finding(
                    rule="plain-block-unknown",
                    message=f"There is no plain text called “{name}”.",
                    harms="Nothing was shown or approved.",
                    mend=f"Did you mean {' or '.join(near)}?" if near else "“publish plain review” lists their names.",
                )
            )
    return list({by_name[name].passage.name: by_name[name] for name in names}.values())


def stale_findings(found: Iterable[Status]) -> Iterator[Finding]:
    """Yield a warning for each passage whose approval something has overtaken."""
    for status in found:
        if status.standing is Standing.STALE:
            yield Finding(
                rule="plain-stale",
                message=f"The plain text “{status.passage.name}” is {status.told}.",
                severity=Severity.WARNING,
                location=status.passage.location,
                harms="Its words may no longer be true.",
                mend="See what changed with “publish plain review”, then approve it again.",
            )


class _Matching:
    def __init__(self, passages: Sequence[Passage], approvals: Iterable[Approval]) -> None:
        self._passages = passages
        self._left = list(approvals)
        self._found: dict[int, Status] = {}

    def statuses(self) -> tuple[Status, ...]:
        self._match(lambda passage, approval: not _changed(passage, approval) and passage.name == approval.block)
        self._match(lambda passage, approval: not _changed(passage, approval))
        self._match(lambda passage, approval: passage.name == approval.block and len(_changed(passage, approval)) == 1)
        self._match(lambda passage, approval: passage.plain_hash == approval.plain_hash and bool(passage.plain))
        self._match(lambda passage, approval: passage.source_hash == approval.source_hash and bool(passage.source))
        self._match(lambda passage, approval: passage.name == approval.block)
        return tuple(
            self._found.get(number, Status(passage, Standing.DRAFT)) for number, passage in enumerate(self._passages)
        )

    def _match(self, fits: _Fits) -> None:
        for number, passage in enumerate(self._passages):
            if number in self._found:
                continue
            approval = next((each for each in self._left if each.kind == passage.kind and fits(passage, each)), None)
            if approval is None:
                continue
            self._left = [each for each in self._left if each is not approval]
            changed = _changed(passage, approval)
            self._found[number] = Status(passage, Standing.STALE if changed else Standing.APPROVED, approval, changed)


def _changed(passage: Passage, approval: Approval) -> tuple[Part, ...]:
    parts: dict[Part, bool] = {
        "source": passage.source_hash != approval.source_hash,
        "plain": passage.plain_hash != approval.plain_hash,
        "glossary": passage.glossary_hash != approval.glossary_hash,
        "heading": digest([passage.heading]) != digest([approval.heading]),
        "language": passage.language != approval.language,
    }
    return tuple(part for part, is_changed in parts.items() if is_changed)
