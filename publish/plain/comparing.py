"""Two versions of a text, word by word: what the one has and the other has not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

import msgspec

from publish.plain.invisible import made_visible

_TOKEN = re.compile(r"(?:\w+(?:[.,'’:/-]\w+)*|[^\w\s])\s*|\s+")
_SHORT = 3  # letters; a shorter word between two changes tells nothing

Mark = Literal["same", "removed", "added"]


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text, and whether the other version has it."""

    text: str
    mark: Mark = "same"


Line = tuple[Piece, ...]


class Comparison(msgspec.Struct, frozen=True):
    """Two versions of a text, each as lines of pieces."""

    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()


def compare_lines(before: Sequence[str], after: Sequence[str], *, exactly: bool = False) -> Comparison:
    """Compare two versions word by word; numbers with their points and commas count as one word.

    In what differs, characters that nobody sees get names.

    Args:
        exactly: also capitals, and spaces and joiners of other kinds, make a difference, as they do to a hash.
    """
    old, new = _tokens(before), _tokens(after)
    matcher = SequenceMatcher(None, _keys(old, exactly), _keys(new, exactly), autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    changes = matcher.get_opcodes()
    for place, (change, begin, end, begin_new, end_new) in enumerate(changes):
        between = 0 < place < len(changes) - 1
        same = change == "equal" and not (between and _is_trifle(old[begin:end]))
        removed, added = "".join(old[begin:end]), "".join(new[begin_new:end_new])
        if same:
            left.append(Piece(removed))
            right.append(Piece(added))
        else:
            left.append(Piece(made_visible(removed, ordinary=exactly), "removed"))
            right.append(Piece(made_visible(added, ordinary=exactly), "added"))
    return Comparison(tuple(_lines(left)), tuple(_lines(right)))


def _tokens(lines: Sequence[str]) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFC", "\n".join(lines)))


def _keys(tokens: Iterable[str], exactly: bool) -> list[str]:
    """Return what tokens are compared by: without the space after them, and without capitals."""
    return [token.strip(" \n") if exactly else token.strip().casefold() for token in tokens]


def _is_trifle(tokens: Sequence[str]) -> bool:
    """Tell whether what is common to both versions is too little to part two changes. A number never is."""
    words = [token.strip() for token in tokens if any(map(str.isalnum, token))]
    return not words or (len(words) == 1 and len(words[0]) < _SHORT and words[0].isalpha())


def _lines(pieces: Iterable[Piece]) -> Iterator[Line]:
    line: list[Piece] = []
    for piece in _joined(pieces):
        first, *others = piece.text.split("\n")
        if first:
            line.append(Piece(first, _mark(first, piece.mark)))
        for other in others:
            yield tuple(line)
            line = [Piece(other, _mark(other, piece.mark))] if other else []
    yield tuple(line)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbours with one mark, with the space between two marks outside of both."""
    for mark, group in groupby(pieces, lambda piece: piece.mark):
        text = "".join(piece.text for piece in group)
        words = text.rstrip()
        if mark == "same" or not words:
            yield Piece(text)
        else:
            yield from (Piece(words, mark), *([Piece(text[len(words) :])] if len(words) < len(text) else []))


def _mark(text: str, mark: Mark) -> Mark:
    """Return no mark for space alone, which nobody could see."""
    return mark if text.strip() else "same"
