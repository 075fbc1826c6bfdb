"""Ids that are unique in a document and the same at every reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from publish.content.slug import ascii_slug

# Ids of the frame of a publication begin with it; an author cannot use it.
RESERVED_PREFIX = "publish-"


class Identifiers:
    """Gives every node an id that is unique in the document and the same at every reading."""

    def __init__(self, authored: Iterable[str]) -> None:
        self._taken = set(authored)
        self._ordinals: Counter[str] = Counter()

    def next(self, base: str) -> str:
        """Return the next free id of the form ``base-1``, ``base-2``."""
        while True:
            self._ordinals[base] += 1
            if self._take(candidate := f"{base}-{self._ordinals[base]}"):
                return candidate

    def slug(self, title: str) -> str:
        """Return an id made of a title's words, or of a number where its script has no ASCII letters."""
        slug = ascii_slug(title)
        if not slug:
            return self.next("section")
        if not slug[0].isalpha() or slug.startswith(RESERVED_PREFIX):
            slug = f"section-{slug}"
        return slug if self._take(slug) else self.next(slug)

    def _take(self, candidate: str) -> bool:
        if candidate in self._taken:
            return False
        self._taken.add(candidate)
        return True
