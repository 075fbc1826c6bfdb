"""Dividing an edition into the files of a book: a front page, a chapter for each section, and what comes after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from publish.content import Block, Edition, Node, Note, NoteReference, Section, descendants, find, plain_text

FRONT = "front.xhtml"
APPENDIX = "appendix.xhtml"


class Part(msgspec.Struct, frozen=True):
    """One content document.

    Attributes:
        file: its name inside the book.
        title: what it is about.
        blocks: its content.
        notes: those that it is the first to refer to.
        level: of its heading, 1 for the highest.
        language: of its title, where it differs from that of the publication.
    """

    file: str
    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    level: int = 1
    language: str | None = None


def divide(edition: Edition, depth: int = 1) -> list[Part]:
    """Return the front page and the chapters of an edition, in reading order.

    Args:
        depth: down to which level each section is a chapter of its own.
    """
    front = tuple(block for block in edition.body if not isinstance(block, Section))
    sections = [block for block in edition.body if isinstance(block, Section)]
    waiting = {note.id: note for note in edition.notes}
    parts = [Part(FRONT, edition.metadata.title, front, _take_notes(front, waiting))]
    for number, (section, level) in enumerate(_chapters(sections, depth), 1):
        notes = _take_notes([section], waiting)
        language = section.title.language or section.language
        parts.append(Part(f"chapter-{number}.xhtml", plain_text(section.title), (section,), notes, level, language))
    return parts


def files_by_id(parts: Iterable[Part], edition: Edition) -> dict[str, str]:
    """Return the file in which each id of the book stands."""
    places = {node.id: part.file for part in parts for node in descendants([*part.blocks, *part.notes]) if node.id}
    return places | {entry.id: APPENDIX for entry in edition.glossary}


def _chapters(sections: Iterable[Section], depth: int, level: int = 1) -> Iterator[tuple[Section, int]]:
    """Yield sections with their levels, each without those inside it that are chapters of their own."""
    for section in sections:
        if level == depth:
            yield section, level
            continue
        yield msgspec.structs.replace(section, body=tuple(b for b in section.body if not isinstance(b, Section))), level
        inner = (block for block in section.body if isinstance(block, Section))
        yield from (
            (_in_language_of(section, chapter), its_level) for chapter, its_level in _chapters(inner, depth, level + 1)
        )


def _in_language_of(section: Section, chapter: Section) -> Section:
    """Return a chapter with the language and direction of the section that it stood in, unless it has its own."""
    return msgspec.structs.replace(
        chapter,
        language=chapter.language or section.language,
        direction=chapter.direction or (None if chapter.language else section.direction),
    )


def _take_notes(blocks: Iterable[Node], waiting: dict[str, Note]) -> tuple[Note, ...]:
    taken: list[Note] = []
    unread: list[Node] = list(blocks)
    while unread:
        found = [reference.note for reference in find(unread, NoteReference)]
        unread = []
        for identifier in found:
            if identifier in waiting:
                note = waiting.pop(identifier)
                taken.append(note)
                unread.append(note)
    return tuple(sorted(taken, key=lambda note: note.number))
