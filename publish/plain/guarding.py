"""What the guards say of a passage: where its plain text may have lost or changed what it stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from publish.content import Document
from publish.guards import (
    Strength,
    Verdict,
    check_edition,
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


Compare = Callable[[Passage, Document], Sequence[Concern]]


def concerns(passage: Passage, document: Document) -> tuple[Concern, ...]:
    """Return what the guards say of a passage."""
    return tuple(
        Concern(guard=verdict.guard, message=verdict.message, stops=verdict.strength is Strength.STOP)
        for verdict in _verdicts(passage, document)
    )


def _verdicts(passage: Passage, document: Document) -> tuple[Verdict, ...]:
    if passage.kind == "title":
        return compare_title(document)
    if passage.kind == "summary":
        return compare_main_points(document)
    if passage.replacement and passage.kind == "replacement":
        return compare_replacement(document, passage.replacement)
    guards = {"omission": "omission", "addition": "addition", "language": passage.kind}
    return tuple(
        verdict
        for verdict in check_edition(document)
        if guards.get(verdict.guard) == passage.kind and verdict.location in (passage.location, None)
    )
