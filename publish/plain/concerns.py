"""What the guards say of a passage: where its plain text may have lost or changed what it stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from publish.content import Document
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
    """Return what the guards say of a passage; nothing where there is nothing to compare."""
    del passage, document
    return ()
