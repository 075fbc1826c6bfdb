"""Cutting the inline nodes of a paragraph into sentences.

``sentencex`` knows where sentences end in some 300 languages; this module cuts the tree there. Emphasis that spans two
sentences is cut in two; a link, an abbreviation, a formula, a kept span and the like are never cut.
"""

from __future__ import annotations

import bisect
import itertools
import re
import unicodedata
from collections.abc import Sequence

import msgspec
import sentencex

from publish.content import Emphasis, Inline, Isolate, Span, Strong, Text, plain_text
from publish.content.characters import INVISIBLE

Piece = tuple[Inline, ...]
# Short forms that ``sentencex`` takes for the end of a sentence, though no capital follows. A title in Arabic is a
# letter, and so is the name of a vitamin, which may end a sentence.
_NO_END = re.compile(
    r"(?<!\w)(?:approx|aprox|max|máx|min|mín|incl|excl|(?<!فيتامين )[\u0621-\u064a])\.\s*\Z", re.IGNORECASE
)
_LONGEST_FORM = 24  # with what stands before it and the space after it
_REMARK = re.compile(r"\([^()]+[.!?]\)\s+(?=\w)")  # a whole sentence in brackets, and the next


def split_sentences(content: Sequence[Inline], language: str) -> list[tuple[Piece, bool]]:
    """Return the sentences of a run of inline nodes, each with whether white space follows it."""
    cuts = _where_to_cut("".join(map(plain_text, content)), language.partition("-")[0])
    pieces = [trim(piece) for piece in _cut(content, 0, cuts)]
    return _join_empty([(piece, space) for piece, space in pieces])


def _where_to_cut(text: str, language: str) -> list[int]:
    """Return the positions at which the sentences of a text begin, but for the first.

    Characters that nobody sees are kept from ``sentencex``, and all digits are shown to it as ASCII has them: it would
    cut “5.0” where the two are parted by a soft hyphen, or are full-width.
    """
    seen = [position for position, sign in enumerate(text) if not INVISIBLE.match(sign)]
    shown = "".join(str(unicodedata.decimal(text[n], None) or 0) if text[n].isdecimal() else text[n] for n in seen)
    ends: list[int] = []
    end = 0
    for piece in sentencex.segment(language, shown):
        if (
            ends
            and _NO_END.search(shown[max(0, end - _LONGEST_FORM) : end])
            and piece[:1].isalnum()
            and not piece[:1].isupper()
        ):
            ends.pop()
        if remark := _REMARK.match(piece):
            ends.append(end + remark.end())
        end += len(piece)
        ends.append(end)
    return [seen[each - 1] + 1 for each in ends[:-1]]


def whole(content: Sequence[Inline]) -> Piece:
    """Return a run of inline nodes without white space at its ends."""
    return trim(content)[0]


def _cut(nodes: Sequence[Inline], begin: int, cuts: list[int]) -> list[list[Inline]]:
    pieces: list[list[Inline]] = [[]]
    position = begin
    for node in nodes:
        end = position + len(plain_text(node))
        if begin < position < end and _holds(cuts, position):
            pieces.append([])
        inside = cuts[bisect.bisect_right(cuts, position) : bisect.bisect_left(cuts, end)]
        first, *others = _cut_node(node, position, cuts, inside) if inside else [node]
        pieces[-1].append(first)
        pieces.extend([other] for other in others)
        position = end
    return pieces


def _cut_node(node: Inline, position: int, cuts: list[int], inside: list[int]) -> list[Inline]:
    if isinstance(node, Text):
        edges = [0, *(cut - position for cut in inside), len(node.text)]
        return [msgspec.structs.replace(node, text=node.text[a:b]) for a, b in itertools.pairwise(edges)]
    if isinstance(node, Emphasis | Strong | Isolate) or (isinstance(node, Span) and not node.keep and not node.say):
        first, *others = (
            msgspec.structs.replace(node, content=tuple(piece)) for piece in _cut(node.content, position, cuts)
        )
        return [first, *(msgspec.structs.replace(other, id="") for other in others)]
    return [node]


def _holds(cuts: list[int], position: int) -> bool:
    index = bisect.bisect_left(cuts, position)
    return index < len(cuts) and cuts[index] == position


def trim(nodes: Sequence[Inline]) -> tuple[Piece, bool]:
    """Return inline nodes without white space at either end, and whether there was some at the end."""
    content, _ = _trim_side(tuple(nodes), 0)
    return _trim_side(content, -1)


def _trim_side(nodes: Piece, side: int) -> tuple[Piece, bool]:
    trimmed = False
    while nodes:
        node, rest = nodes[side], nodes[1:] if side == 0 else nodes[:-1]
        kept: Inline | None = node
        if isinstance(node, Text):
            text = node.text.lstrip(_SPACE) if side == 0 else node.text.rstrip(_SPACE)
            kept = msgspec.structs.replace(node, text=text) if text else None
        elif isinstance(node, Emphasis | Strong | Span | Isolate):
            inner, _ = _trim_side(node.content, side)
            kept = msgspec.structs.replace(node, content=inner) if inner or node.id else None
        trimmed = trimmed or kept != node
        if kept is not None:
            return ((kept, *rest) if side == 0 else (*rest, kept)), trimmed
        nodes = rest
    return (), trimmed


_SPACE = " \t\n\r\f\v"


def _join_empty(pieces: list[tuple[Piece, bool]]) -> list[tuple[Piece, bool]]:
    joined: list[tuple[Piece, bool]] = []
    for piece, space in pieces:
        if joined and not any(plain_text(node).strip() for node in piece):
            before, _ = joined[-1]
            joined[-1] = (*before, *piece), space
        elif piece:
            joined.append((piece, space))
    return joined
