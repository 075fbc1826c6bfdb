"""What the author said of the book, in Dublin Core and its refinements (EPUB 3.3, sections 5.5.3 and D.3)."""

from __future__ import annotations

import re
import typing
import uuid
from collections.abc import Iterator

from ebooklib.epub import EpubBook

from publish.backends.epub.metadata.properties import add_dublin_core, add_property, writable
from publish.backends.epub.metadata.roles import relators
from publish.content import Block, Definition, Edition, ListItem, Metadata, Note, Person, descendants
from publish.content.identifiers import identifier_as_uri
from publish.content.language import direction_of
from publish.labels import listed_title

# What is long enough to make a book one of two languages; a foreign word in a sentence is not.
_LONG = (*typing.get_args(Block), Definition, ListItem, Note)
_POSITION = re.compile(r"[0-9]+(\.[0-9]+)*")


def add_description(book: EpubBook, edition: Edition, stem: str, *, read_along: bool, identifier: str) -> None:
    """Tell title, people, publisher, identifier, languages and the like; see ``add_metadata``."""
    metadata = edition.metadata
    _add_identifier(book, edition, stem, read_along=read_along, given=identifier)
    _add_titles(book, edition)
    _add_languages(book, edition)
    if edition.draft:
        add_property(book, "schema:creativeWorkStatus", "Draft")
    for number, person in enumerate(metadata.authors, 1):
        _add_person(book, "creator", f"author-{number}", person, always=("aut",))
    for number, person in enumerate(metadata.contributors, 1):
        _add_person(book, "contributor", f"contributor-{number}", person)
    for name, value in _simple(metadata):
        add_dublin_core(book, name, value)
    if metadata.series:
        add_property(book, "belongs-to-collection", metadata.series.name, id="series")
        add_property(book, "collection-type", "series", refines="series")
        if _POSITION.fullmatch(metadata.series.number):
            add_property(book, "group-position", metadata.series.number, refines="series")


def _add_identifier(book: EpubBook, edition: Edition, stem: str, *, read_along: bool, given: str) -> None:
    """Name the book.

    The author's identifier is that of the book as written, without sound. Another edition, and a book that is read
    along, is another publication: unless an identifier is given, it gets a UUID that stays the same. It tells what it
    was made of.
    """
    metadata = edition.metadata
    own = writable(metadata.identifier).strip()
    if own and edition.name == "standard" and not read_along and not given:
        book.set_identifier(identifier_as_uri(own))
        return
    whose = metadata.publisher or ("" if metadata.identifier else metadata.title)
    name = "|".join((metadata.identifier, whose, metadata.language, edition.name, stem))
    unique = identifier_as_uri(writable(given).strip()) or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
    book.set_identifier(unique)
    if own and identifier_as_uri(own) != unique:
        relation = "isFormatOf" if edition.name == "standard" else "isVersionOf"
        add_property(book, f"dcterms:{relation}", identifier_as_uri(own))


def _add_titles(book: EpubBook, edition: Edition) -> None:
    metadata = edition.metadata
    title = listed_title(metadata.title, metadata.language, draft=edition.draft)
    book.title = writable(title)
    add_dublin_core(book, "title", title, "title")
    if metadata.subtitle:
        add_property(book, "title-type", "main", refines="title")
        add_dublin_core(book, "title", metadata.subtitle, "subtitle")
        add_property(book, "title-type", "subtitle", refines="subtitle")


def _add_languages(book: EpubBook, edition: Edition) -> None:
    """Name the language of the book first, then those in which whole parts of it are written (EPUB 3.3, 5.5.3.3)."""
    language = edition.metadata.language
    book.set_language(language)
    book.set_direction(direction_of(language))
    parts = (node.language for node in descendants([*edition.body, *edition.notes]) if isinstance(node, _LONG))
    known = {language.casefold()}
    for other in parts:
        if other and other.casefold() not in known:
            known.add(other.casefold())
            add_dublin_core(book, "language", other)


def _add_person(book: EpubBook, element: str, identifier: str, person: Person, always: tuple[str, ...] = ()) -> None:
    """Name a person with the roles: as MARC codes, or in the author's words where there is no code."""
    add_dublin_core(book, element, person.name, identifier)
    codes = relators(person.role)
    for code in dict.fromkeys((*always, *codes)):
        add_property(book, "role", code, refines=identifier, scheme="marc:relators")
    if person.role and not codes:
        add_property(book, "role", person.role, refines=identifier)


def _simple(metadata: Metadata) -> Iterator[tuple[str, str]]:
    yield from (("subject", subject) for subject in metadata.subjects)
    if metadata.publisher:
        yield "publisher", metadata.publisher
    if metadata.description:
        yield "description", metadata.description
    if metadata.published:
        yield "date", metadata.published.isoformat()
    if metadata.licence:
        yield "rights", metadata.licence
