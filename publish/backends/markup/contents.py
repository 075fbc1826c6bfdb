"""The table of contents of an edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from publish.content import Node, Section, plain_text


class ContentsEntry(msgspec.Struct, frozen=True):
    """A line of a table of contents.

    Attributes:
        title: the heading's words.
        target: the address of the heading.
        language: BCP 47 tag, where it differs from that of the publication.
        entries: the lines below it.
    """

    title: str
    target: str
    language: str | None = None
    entries: tuple[ContentsEntry, ...] = ()


def contents(
    body: Iterable[Node], address: Callable[[str], str], depth: int = 2, language: str | None = None
) -> tuple[ContentsEntry, ...]:
    """Return the headings of a body, down to a depth, as lines of a table of contents.

    Args:
        address: gives the address of an internal target such as ``#dose``.
        depth: how many levels of headings are listed.
        language: of the body, where it differs from that of the publication.
    """
    return tuple(
        ContentsEntry(
            plain_text(section.title),
            address(f"#{section.id}"),
            section.title.language or section.language or language,
            contents(section.body, address, depth - 1, section.language or language) if depth > 1 else (),
        )
        for section in body
        if isinstance(section, Section)
    )
