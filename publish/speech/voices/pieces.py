"""Cutting a text into pieces that a service takes, at the places where a reader would breathe."""

from __future__ import annotations

import re
from collections.abc import Iterator

# From the best place to the worst: after a sentence, after a clause, after a comma, between two words.
_PLACES = [
    re.compile(r"[.!?…؟۔।]+[”’»)\]]*\s|[。！？]"),
    re.compile(r"[;:؛]\s|\s[–—]\s|[；：]"),
    re.compile(r"[,،]\s|[，、]|\s(?=\()"),
    re.compile(r"\s"),
]


def pieces(text: str, limit: int) -> Iterator[str]:
    """Yield the text in pieces of at most ``limit`` characters, leaving out those without a letter or digit."""
    rest = text.strip()
    while rest:
        end = len(rest) if len(rest) <= limit else _best_end(rest, limit)
        piece, rest = rest[:end].strip(), rest[end:].strip()
        if any(map(str.isalnum, piece)):
            yield piece


def _best_end(text: str, limit: int) -> int:
    # One character more: white space just after the last one that fits is a place to cut.
    for place in _PLACES:
        ends = [
            match.end() for match in place.finditer(text, 0, limit + 1) if len(text[: match.end()].rstrip()) <= limit
        ]
        if ends and ends[-1] * 3 >= limit:
            return ends[-1]
    return limit
