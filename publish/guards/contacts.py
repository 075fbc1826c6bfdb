"""Addresses and numbers to call, as they stand in a text."""

from __future__ import annotations

import functools
import re

from publish.guards.vocabulary import Vocabulary

# Numbers of at least seven digits, with or without a plus, or in groups of three.
_LONG = re.compile(
    r"(?<![\d.,/-])(?:\+\d[\d ()-]{6,}\d|0\d(?:[ -]?\d){6,11}|(?<!\d)\d{3}[ -]\d{3}(?:[ -]\d{3,4})?)(?![\d.,/-]*\d)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\"”]+[^\s<>()\"”.,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


def phones(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return the numbers to call in a text, as digits alone."""
    return [re.sub(r"\D", "", text[start:end]) for start, end in _phones(text, vocabulary)]


def addresses(text: str) -> list[str]:
    """Return the addresses of pages and mailboxes in a text."""
    return [match.group() for match in _ADDRESS.finditer(text)]


def places(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Return where addresses and numbers to call stand in a text."""
    return _phones(text, vocabulary) + [match.span() for match in _ADDRESS.finditer(text)]


def _phones(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    long = [match.span() for match in _LONG.finditer(text)]
    short = [match.span(match.lastindex or 0) for match in _short(vocabulary).finditer(text)]
    return long + [place for place in short if not any(start <= place[0] < end for start, end in long)]


@functools.cache
def _short(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = vocabulary.contacts
    before = "|".join(re.escape(word) for word in sorted(words.before, key=len, reverse=True))
    none = "|".join(re.escape(word) for word in words.not_before)
    after = rf"(?![\d%]|[ -]?\d|[.,]\d| ?(?:{none})\b)"
    emergency = "|".join(words.emergency)
    return re.compile(
        rf"(?<!\w)(?:{before})(?: \w+){{0,2}}? (\d{{3}}){after}|(?<!\w)({emergency}){after}", re.IGNORECASE
    )
