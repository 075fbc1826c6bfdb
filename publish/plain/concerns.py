"""What the guards say of a passage: where its plain text may have lost or changed what it stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from publish.content import Document
from publish.findings import Finding, Location, Severity
from publish.guards import (
    Strength,
    Verdict,
    compare_main_points,
    compare_replacement,
    compare_title,
)
from publish.plain.passages import Passage


class Concern(msgspec.Struct, frozen=True):
    """What one guard says of a passage.

    Attributes:
        guard: its name, such as ``number-changed``.
        message: what it saw, in one sentence.
        stops: the passage must not be approved unless a person says why it is right all the same.
    """

    guard: str
    message: str
    stops: bool = True

    @property
    def told(self) -> str:
        """The guard and what it saw, as the lock keeps it where it was overruled."""
        return f"{self.guard}: {self.message}"


Compare = Callable[[Passage, Document], Sequence[Concern]]


def concerns(passage: Passage, document: Document) -> tuple[Concern, ...]:
    """Return what the guards say of a passage."""
    return tuple(
        Concern(guard=verdict.guard, message=verdict.message, stops=verdict.strength is Strength.STOP)
        for verdict in _verdicts(passage, document)
    )


def not_guarded(concern: Concern, location: Location) -> Finding:
    """Return the warning that a language is not guarded."""
    return Finding(
        rule="plain-not-guarded",
        message=concern.message,
        severity=Severity.WARNING,
        location=location,
        harms="A changed dose or a lost “not” would go unseen.",
        mend="Have somebody who speaks the language compare every text with its original.",
    )


def _verdicts(passage: Passage, document: Document) -> tuple[Verdict, ...]:
    if passage.replacement:
        return compare_replacement(document, passage.replacement)
    return compare_title(document) if passage.kind == "title" else compare_main_points(document)
