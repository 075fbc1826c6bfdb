"""The cover: the author's picture, or one made of title and publisher."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence

import msgspec

from publish.backends.backend import Context
from publish.backends.markup import Templates
from publish.content import Edition
from publish.content.language import direction_of
from publish.images import load_image

# Of the drawing, in its own units.
_WIDTH = 1280
_LARGEST_TITLE, _LARGEST_PUBLISHER = 132, 72
_LINE_LENGTHS = (18, 24, 32, 44)  # in characters
_MOST_LINES, _MOST_LINES_OF_ALL = 7, 12


class Cover(msgspec.Struct, frozen=True):
    """A cover picture.

    Attributes:
        file: its name inside the book.
        alt: its text alternative.
    """

    file: str
    media_type: str
    data: bytes
    alt: str


def make_cover(edition: Edition, context: Context, templates: Templates) -> Cover:
    """Return the cover of an edition."""
    metadata = edition.metadata
    if metadata.cover:
        found = load_image(context.gate, metadata.cover)
        return Cover(f"images/cover.{found.suffix}", found.media_type, found.data, metadata.cover_alt or metadata.title)
    lines = _lines(metadata.title)
    drawing = templates.render(
        "epub/cover.svg",
        lines=lines,
        size=_size(lines, _LARGEST_TITLE),
        publisher=metadata.publisher,
        publisher_size=_size([metadata.publisher or ""], _LARGEST_PUBLISHER),
        direction=direction_of(metadata.language),
        language=metadata.language,
    )
    alt = ", ".join(part for part in (metadata.title, metadata.publisher) if part)
    return Cover("images/cover.svg", "image/svg+xml", drawing.encode("utf-8"), alt)


def _lines(title: str) -> list[str]:
    """Return a title in a few lines, with no word broken unless it is longer than any line."""
    for length in _LINE_LENGTHS:
        lines = textwrap.wrap(title, length, break_long_words=False)
        if len(lines) <= _MOST_LINES and max(map(len, lines), default=0) <= max(_LINE_LENGTHS):
            return lines
    return textwrap.wrap(title, max(_LINE_LENGTHS), max_lines=_MOST_LINES_OF_ALL, placeholder=" …")


def _size(lines: Sequence[str], largest: int) -> int:
    """Return the size of letters at which each line fits."""
    widest = max((sum(map(_advance, line)) for line in lines), default=0.0)
    return min(largest, int(_WIDTH / widest)) if widest else largest


def _advance(character: str) -> float:
    """Return about how wide a bold letter is, in em; the reader's font is not known."""
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "FW":
        return 1.0
    if character.isspace():
        return 0.4
    return 0.85 if character.isupper() else 0.7
