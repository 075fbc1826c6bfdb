"""What stands around the text of a chapter: whose it is, its main points, and what is known about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from publish.content import (
    Admonition,
    Block,
    Definition,
    DefinitionItem,
    DefinitionList,
    Group,
    List,
    ListItem,
    Metadata,
    Paragraph,
    Person,
    Replacement,
    Section,
    Sentence,
    Text,
)
from publish.content.blocks import FRAME
from publish.findings import Location
from publish.labels import labels, written_date
from publish.readers.book.chapters import Chapter

NewId = Callable[[str], str]
_FACTS = (
    "publisher",
    "version",
    "published",
    "reviewed",
    "audience",
    "contributors",
    "licence",
    "series",
)
_HOMELESS = ("description", "subjects", "identifier", "cover", "cover_alt")


class Frame:
    """Makes what the book tells about a chapter.

    Attributes:
        language: that of the chapter, where it differs from that of the book.
        base: the id of the chapter.
    """

    def __init__(self, chapter: Chapter, base: str, book: Metadata, new_id: NewId) -> None:
        """Prepare it.

        Args:
            chapter: the chapter.
            base: its id in the book.
            book: what the book says about itself.
            new_id: makes an id that is free, of a beginning.
        """
        self._metadata = chapter.document.metadata
        self.language = self._metadata.language if self._metadata.language != book.language else None
        self.base = base
        self._title = chapter.title
        self._title_location = chapter.location
        self._book = book
        self._words = labels(self._metadata.language)
        self._id = new_id
        self._fields = chapter.fields
        self._location = Location(chapter.document.source, 1)

    def section(self, body: tuple[Block, ...]) -> Section:
        """Return the chapter as a section of the book."""
        heading = self._sentence(self._title, f"{self.base}-heading", self._title_location)
        return Section(heading, body, id=self.base, language=self.language, location=self._title_location)

    def opening(self) -> Iterator[Group]:
        """Yield the second line of the title and the authors, unless the book names the same authors."""
        metadata = self._metadata
        texts = [metadata.subtitle] if metadata.subtitle else []
        if metadata.authors and metadata.authors != self._book.authors:
            texts.append(f"{self._words['by']} {self._words['comma'].join(person.name for person in metadata.authors)}")
        if texts:
            base = f"{self.base}-opening"
            yield Group(
                tuple(self._paragraph(text, base) for text in texts),
                id=self._id(f"{base}-group"),
                classes=(FRAME,),
                location=self._location,
            )

    def plain_heading(self, *, always: bool) -> Iterator[Replacement]:
        """Yield the title in the plain edition.

        Args:
            always: also where it is the same, since a plain block with a heading of its own would take its place.
        """
        if self._metadata.plain_title or always:
            title = self._metadata.plain_title or self._title
            base = f"{self.base}-plain-heading"
            location = self._fields.get("plain-title", self._location)
            yield Replacement(
                targets=(self.base,),
                title=self._sentence(title, base, location),
                id=self._id(f"{self.base}-plain"),
                language=self.language,
                location=location,
            )

    def main_points(self, after: str) -> Iterator[Replacement]:
        """Yield the main points, which open the chapter in the plain edition.

        Args:
            after: the id of what they follow.
        """
        points = self._metadata.plain_summary
        if not points:
            return
        base = f"{self.base}-summary"
        items = tuple(
            ListItem((self._paragraph(point, base),), id=self._id(f"{base}-item"), location=self._location)
            for point in points
        )
        box = Admonition(
            kind="key",
            title=self._sentence(self._words["summary"], f"{base}-heading", self._location),
            body=(List(items, id=self._id(f"{base}-list"), location=self._location),),
            id=self._id(f"{base}-box"),
            location=self._location,
        )
        yield Replacement(
            targets=(self.base,),
            after=after,
            body=(box,),
            added="summary",
            id=self._id(f"{base}-addition"),
            language=self.language,
            location=self._fields.get("plain-summary", self._location),
        )

    def facts(self) -> Iterator[Section]:
        """Yield what is known about the chapter and not about the book, in the language of the book."""
        facts = list(_facts(_without_shared(self._metadata, self._book), self._book.language))
        if not facts:
            return
        base = f"{self.base}-about"
        items = []
        for name, value, spoken_so in facts:
            text = self._paragraph(value, base, language=None if spoken_so else self.language)
            items.append(
                DefinitionItem(
                    (self._sentence(name, f"{base}-name", self._location),),
                    (Definition((text,), id=self._id(f"{base}-fact"), location=self._location),),
                    id=self._id(f"{base}-item"),
                    location=self._location,
                )
            )
        listed = DefinitionList(tuple(items), id=self._id(f"{base}-list"), location=self._location)
        yield Section(
            self._sentence(self._title, f"{base}-heading", self._location, language=self.language),
            (Group((listed,), id=self._id(f"{base}-group"), classes=(FRAME,), location=self._location),),
            id=self._id(f"{base}-section"),
            location=self._location,
        )

    def _paragraph(self, text: str, base: str, *, language: str | None = None) -> Paragraph:
        sentence = self._sentence(text, base, self._location)
        return Paragraph((sentence,), id=self._id(f"{base}-block"), language=language, location=self._location)

    def _sentence(self, text: str, base: str, location: Location, *, language: str | None = None) -> Sentence:
        words = Text(" ".join(text.split()), location=location)
        return Sentence((words,), id=self._id(base), language=language, location=location)


def told_nowhere(metadata: Metadata, book: Metadata) -> list[str]:
    """Return the fields of a chapter that have no place in a book, and say something else than those of the book."""
    encoded = dict(zip(Metadata.__struct_fields__, Metadata.__struct_encode_fields__, strict=True))
    missing = [name for name in _HOMELESS if _missing(getattr(metadata, name), getattr(book, name))]
    return [encoded[name] for name in missing]


def _missing(own: object, book: object) -> bool:
    if isinstance(own, tuple) and isinstance(book, tuple):
        return not set(own) <= set(book)
    return bool(own) and own != book


def _facts(metadata: Metadata, language: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the name of a fact, the fact, and whether it is in the language of the book."""
    words = labels(language)
    if metadata.publisher:
        yield words["publisher"], metadata.publisher, False
    if metadata.version:
        yield words["version"], metadata.version, False
    if metadata.published:
        yield words["published"], written_date(metadata.published, language), True
    if metadata.reviewed:
        yield words["reviewed_by"], metadata.reviewed.by, False
        yield words["reviewed_on"], written_date(metadata.reviewed.on, language), True
        if metadata.reviewed.next:
            yield words["review_due"], written_date(metadata.reviewed.next, language), True
    if metadata.audience:
        yield words["audience"], metadata.audience, False
    if metadata.contributors:
        yield words["contributors"], _people(metadata.contributors, words), False
    if metadata.licence:
        yield words["licence"], metadata.licence, False
    if metadata.series:
        number = metadata.series.number
        yield words["series"], metadata.series.name + (f"{words['comma']}{number}" if number else ""), False


def _people(persons: Sequence[Person], words: Mapping[str, str]) -> str:
    separator = f"{words['semicolon']} "
    return separator.join(f"{person.name} ({person.role})" if person.role else person.name for person in persons)


def _without_shared(metadata: Metadata, book: Metadata) -> Metadata:
    """Return what a chapter says about itself without the facts that are those of the book too."""
    empty = Metadata()
    shared = [name for name in _FACTS if getattr(metadata, name) == getattr(book, name)]
    return msgspec.structs.replace(metadata, **{name: getattr(empty, name) for name in shared})
