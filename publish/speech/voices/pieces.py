"""Cutting a text into pieces that a service or an engine takes, at the places where a reader would breathe."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORDS_FOR_NUMBERS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|point|half"
)
_NUMBER = re.compile(rf"[-+(“]?(?:\d[\d.,:/]*|(?:(?:{_WORDS_FOR_NUMBERS})-?)+)", re.IGNORECASE)
_JOINERS = frozenset({"to", "by", "of", "and", "or", "in", "times", "plus", "minus"})

# From the best place to the worst: after a sentence, after a clause, after a comma, before a conjunction, between two
# words.
_PLACES = [
    re.compile(r"[.!?…؟۔।]+[”’»)\]]*\s|[。！？]"),
    re.compile(r"[;:؛]\s|\s[–—]\s|[；：]"),
    re.compile(r"[,،]\s|[，、]|\s(?=\()"),
    re.compile(r"\s(?=(?:and|or|but|nor|which|who|that|because|although|unless|until|while|when|if|than)\s)"),
    re.compile(r"\s"),
]


def pieces(text: str, limit: int) -> Iterator[str]:
    """Yield the text in pieces of at most ``limit`` characters, leaving out those without a letter or digit.

    A number stays whole, and with the words beside it, such as its unit and the other end of a range: only a text that
    has no other place is cut there.
    """
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
            match.end()
            for match in place.finditer(text, 0, limit + 1)
            if len(text[: match.end()].rstrip()) <= limit and not _tears_a_number(text, match.end())
        ]
        # A short piece is better than a number in two, but worse than any other place.
        if ends and (ends[-1] * 3 >= limit or place is _PLACES[-1]):
            return ends[-1]
    spaces = [match.end() for match in re.finditer(r"\s", text[: limit + 1]) if match.start()]
    return spaces[-1] if spaces else _before_digits(text, limit)


def _tears_a_number(text: str, end: int) -> bool:
    """Tell whether a cut would part a number from itself, from what it counts, or a range in two."""
    before, after = text[:end].split()[-1:], text[end:].split()[:1]
    if not before or not after:
        return False
    if _NUMBER.fullmatch(before[0]):
        return not before[0].endswith((",", ".", ":"))
    return before[0].lower() in _JOINERS and _NUMBER.fullmatch(after[0].rstrip(".,;:!?)”")) is not None


def _before_digits(text: str, limit: int) -> int:
    """Return the limit, or the beginning of a number that the limit would cut in two."""
    if text[limit - 1].isdigit() and text[limit : limit + 1].isdigit():
        return len(text[:limit].rstrip("0123456789")) or limit
    return limit
