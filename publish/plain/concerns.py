"""What the guards say of a passage: where its plain text may have lost or changed what it stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from publish.content import Document
from publish.guards import Strength, check_edition, compare_replacement
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
    """Return what the guards say of a passage; nothing of the title and the main points, which stand for no block."""
    if passage.replacement is None:
        return ()
    if passage.kind == "replacement":
        verdicts = compare_replacement(document, passage.replacement)
    else:
        guards = {"omission": "omission", "addition": "addition", "language": passage.kind}
        verdicts = tuple(
            verdict
            for verdict in check_edition(document)
            if guards.get(verdict.guard) == passage.kind and verdict.location in (passage.location, None)
        )
    return tuple(
        Concern(guard=verdict.guard, message=verdict.message, stops=verdict.strength is Strength.STOP)
        for verdict in verdicts
    )
