"""On which lines of a source file each of its outermost blocks stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from markdown_it.token import Token

from publish.readers.markdown.front_matter import read_front_matter
from publish.readers.markdown.syntax import markdown_parser

_CAPTION = re.compile(r" {0,3}[:~]\s")


class Extent(msgspec.Struct, frozen=True):
    """The lines of one block, counted from 1.

    Attributes:
        first: the line on which it begins.
        last: the last one that belongs to it, with its caption and its long description.
    """

    first: int
    last: int


def block_extents(text: str) -> tuple[Extent, ...]:
    """Return where the outermost blocks of an article stand, in order.

    Args:
        text: the whole source, with LF at the line ends.

    Raises:
        PublishError: its front matter is broken.
    """
    _, body, _, _ = read_front_matter(text, "", {})
    return tuple(_extents(markdown_parser().parse(body), body.split("\n")))


def _extents(tokens: list[Token], lines: list[str]) -> Iterator[Extent]:
    waiting: Extent | None = None
    for token in tokens:
        if token.level or token.nesting < 0 or not token.map or token.type in ("attributes", "html_block"):
            continue
        first, last = token.map
        if token.type == "container_box_open":
            last += 1  # the line that closes it
        while last > first + 1 and not lines[last - 1].strip():
            last -= 1
        if waiting and _belongs_to_the_block_before(token, lines[first]):
            waiting = Extent(waiting.first, last)
            continue
        if waiting:
            yield waiting
        waiting = Extent(first + 1, last)
    if waiting:
        yield waiting


def _belongs_to_the_block_before(token: Token, line: str) -> bool:
    if token.type == "container_box_open":
        return token.info.split("{")[0].strip() == "description"
    return token.type == "paragraph_open" and bool(_CAPTION.match(line))
