"""How much of a plain edition is in plain language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from publish.content import Edition, Node, NotYetPlain, Section, Sentence, find, plain_text

Plainness = Literal["none", "partly", "whole"]


class Coverage(msgspec.Struct, frozen=True):
    """How much of a plain edition is in plain language.

    Attributes:
        plain: words of its text, headings apart, that are in plain language.
        original: words that are still those of the original.
        parts: how many blocks are still those of the original, those without words among them.
    """

    plain: int
    original: int
    parts: int

    @property
    def plainness(self) -> Plainness:
        """Whether all of it is in plain language."""
        if not self.parts:
            return "whole"
        return "partly" if self.plain else "none"

    @property
    def percent(self) -> int:
        """The share of its words that are in plain language; 100 only if nothing is left."""
        share = int(100 * self.plain / max(self.plain + self.original, 1))
        return min(share, 99) if self.parts else 100


def coverage_of(edition: Edition) -> Coverage:
    """Return how much of a plain edition, as it is shown, is in plain language."""
    labels = list(find(edition.body, NotYetPlain))
    original = _words(labels)
    headings = _words(section.title for section in find(edition.body, Section))
    main_points = sum(len(point.split()) for point in edition.summary)
    return Coverage(
        plain=_words(edition.body) - headings - original + main_points,
        original=original,
        parts=sum(len(label.body) for label in labels),
    )


def _words(nodes: Iterable[Node]) -> int:
    return sum(len(plain_text(sentence).split()) for sentence in find(nodes, Sentence))
