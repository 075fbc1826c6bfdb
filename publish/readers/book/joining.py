"""Chapters joined into one document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from publish.content import (
    Contact,
    Document,
    GlossaryEntry,
    Metadata,
    Note,
    Reference,
    Replacement,
    Section,
    Sentence,
    Text,
)
from publish.findings import Finding, Location, Severity
from publish.labels import labels
from publish.readers.book.chapters import Chapter
from publish.readers.book.frame import Frame, told_nowhere
from publish.readers.book.renaming import Renamer, name_chapters
from publish.readers.identifiers import Identifiers

_Shared = TypeVar("_Shared", Contact, Reference)
_Apart = TypeVar("_Apart", Note, Replacement)


def join(
    metadata: Metadata,
    source: str,
    chapters: Sequence[Chapter],
    glossary: Iterable[GlossaryEntry],
    report: Callable[[Finding], None],
) -> Document:
    """Return one document of all chapters, each a section of its own.

    Args:
        metadata: what the book says about itself.
        source: the file of the book, as the user gave it.
        chapters: in order.
        glossary: the words that the project explains, in their order.
        report: is told of links that lead nowhere, and of what the book does not hold.
    """
    metadata = _with_chapters(metadata, [chapter.document.metadata for chapter in chapters])
    names = name_chapters(chapters)
    identifiers = Identifiers(identifier for each in names.values() for identifier in each.all)
    sections: list[Section] = []
    notes: list[Note] = []
    replacements: list[Replacement] = []
    facts: list[Section] = []
    for chapter in chapters:
        _report_losses(chapter, metadata, report)
        document = chapter.document
        numbers = {note.id: len(notes) + number for number, note in enumerate(document.notes, 1)}
        frame = Frame(chapter, names[chapter.file].chapter, metadata, identifiers.next)
        opening = tuple(frame.opening())
        start = opening[-1].id if opening else frame.base
        renamer = Renamer(chapter.file, names, numbers, start, report)
        sections.append(frame.section((*opening, *renamer.renamed(document.body))))
        notes += _in_language(renamer.renamed(document.notes), frame.language)
        replacements += frame.plain_heading(always=_heading_at_risk(document))
        replacements += frame.main_points(start)
        replacements += _in_language(renamer.renamed(document.replacements), frame.language)
        facts += frame.facts()
    words = {entry.id: entry for chapter in chapters for entry in chapter.document.glossary}
    known = [words.pop(entry.id) for entry in glossary if entry.id in words]
    return Document(
        metadata=metadata,
        source=source,
        body=(*sections, *_about_chapters(facts, metadata.language, identifiers, source)),
        notes=tuple(notes),
        replacements=tuple(replacements),
        glossary=(*known, *words.values()),
    )


def _heading_at_risk(document: Document) -> bool:
    """Tell whether the plain version of the first block has a heading, which must not take the place of the title."""
    first = document.body[0]
    titled = {target for replacement in document.replacements if replacement.title for target in replacement.targets}
    return not isinstance(first, Section) and first.id in titled


def _in_language(nodes: Iterable[_Apart], language: str | None) -> Iterator[_Apart]:
    for node in nodes:
        yield msgspec.structs.replace(node, language=node.language or language)


def _about_chapters(
    facts: Sequence[Section], language: str, identifiers: Identifiers, source: str
) -> Iterator[Section]:
    if facts:
        location = Location(source, 1)
        words = Text(labels(language)["about_chapters"], location=location)
        heading = Sentence((words,), id=identifiers.next("about-chapters-heading"), location=location)
        yield Section(heading, tuple(facts), id=identifiers.next("about-chapters"), location=location)


def _with_chapters(book: Metadata, chapters: Sequence[Metadata]) -> Metadata:
    """Return what the book says about itself, with the contacts and sources of its chapters, each once."""
    authors = [person for chapter in chapters for person in chapter.authors]
    subjects = [subject for chapter in chapters for subject in chapter.subjects]
    contacts = [_marked(contact, chapter, book) for chapter in chapters for contact in chapter.contacts]
    references = [_marked(reference, chapter, book) for chapter in chapters for reference in chapter.references]
    return msgspec.structs.replace(
        book,
        authors=book.authors or tuple(dict.fromkeys(authors)),
        subjects=book.subjects or tuple(dict.fromkeys(subjects)),
        contacts=_each_once([*book.contacts, *contacts]),
        references=_each_once([*book.references, *references]),
    )


def _marked(entry: _Shared, chapter: Metadata, book: Metadata) -> _Shared:
    if entry.language or chapter.language == book.language:
        return entry
    return msgspec.structs.replace(entry, language=chapter.language)


def _each_once(entries: Iterable[_Shared]) -> tuple[_Shared, ...]:
    """Return entries without those that say what one before them says."""
    kept: dict[_Shared, _Shared] = {}
    for entry in entries:
        kept.setdefault(_said(entry), entry)
    return tuple(kept.values())


def _said(entry: _Shared) -> _Shared:
    if isinstance(entry, Reference):
        return msgspec.structs.replace(entry, id="", language="")
    return msgspec.structs.replace(entry, language="")


def _report_losses(chapter: Chapter, book: Metadata, report: Callable[[Finding], None]) -> None:
    fields = told_nowhere(chapter.document.metadata, book)
    if fields:
        report(
            Finding(
                rule="chapter-field-left-out",
                message=f"The book has no place for what this chapter says in {', '.join(fields)}.",
                severity=Severity.INFORMATION,
                location=Location(chapter.document.source, 1),
                harms="Readers and libraries do not find it in the book.",
                mend="Say it in the file of the book, if the whole book is meant.",
            )
        )
