"""The metadata of a book: what the author said, and what can be seen of its accessibility.

The accessibility metadata follow EPUB Accessibility 1.1, section 3, and the Schema.org accessibility vocabulary. They
describe; they do not claim conformance, which takes a certifier.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from ebooklib.epub import EpubBook

from publish.content import Edition, Figure, Image, Math, MathBlock, Metadata, find
from publish.content.language import direction_of


def add_metadata(book: EpubBook, edition: Edition, stem: str, *, read_along: bool = False) -> None:
    """Give a book its metadata.

    Args:
        read_along: the book holds its narration.
        stem: the file name without its extension; it makes the identifier of a book that has none.
    """
    metadata = edition.metadata
    book.set_identifier(_identifier(edition, stem))
    book.set_title(metadata.title)
    book.set_language(metadata.language)
    book.set_direction(direction_of(metadata.language))
    if metadata.subtitle:
        book.add_metadata("DC", "title", metadata.subtitle, {"id": "subtitle"})
        _refine(book, "subtitle", "title-type", "subtitle")
    for number, person in enumerate(metadata.authors, 1):
        book.add_metadata("DC", "creator", person.name, {"id": f"author-{number}"})
        _refine(book, f"author-{number}", "role", "aut", {"scheme": "marc:relators"})
    for number, person in enumerate(metadata.contributors, 1):
        book.add_metadata("DC", "contributor", person.name, {"id": f"contributor-{number}"})
    for name, value in _simple(metadata):
        book.add_metadata("DC", name, value)
    if metadata.series:
        book.add_metadata("OPF", "meta", metadata.series.name, {"property": "belongs-to-collection", "id": "series"})
        _refine(book, "series", "collection-type", "series")
        if metadata.series.number:
            _refine(book, "series", "group-position", metadata.series.number)
    for name, value in _accessibility(edition, read_along):
        book.add_metadata("OPF", "meta", value, {"property": f"schema:{name}"})


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


def _identifier(edition: Edition, stem: str) -> str:
    own = edition.metadata.identifier
    if own and edition.name == "standard":
        digits = own.replace("-", "").removeprefix("ISBN").strip()
        return f"urn:isbn:{digits}" if len(digits) == 13 and digits.isdigit() else own
    name = "|".join((own, edition.metadata.publisher, edition.metadata.language, edition.name, stem))
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _refine(book: EpubBook, identifier: str, name: str, value: str, others: dict[str, Any] | None = None) -> None:
    book.add_metadata("OPF", "meta", value, {"refines": f"#{identifier}", "property": name, **(others or {})})


def _accessibility(edition: Edition, read_along: bool) -> Iterator[tuple[str, str]]:
    nodes = [*edition.body, *edition.notes]
    images = [image for image in find(nodes, Image) if not image.decorative]
    described = all(image.alt for image in images)
    long_descriptions = any(figure.description for figure in find(nodes, Figure))
    formulas: list[Math | MathBlock] = [*find(nodes, Math), *find(nodes, MathBlock)]
    animated = any(image.media_type == "image/gif" for image in find(nodes, Image))

    yield "accessMode", "textual"
    yield "accessMode", "visual"
    if described:
        yield "accessModeSufficient", "textual"
    yield "accessModeSufficient", "textual,visual"
    if read_along:
        yield "accessModeSufficient", "auditory"
        yield "accessibilityFeature", "synchronizedAudioText"
    yield "accessibilityFeature", "tableOfContents"
    yield "accessibilityFeature", "structuralNavigation"
    yield "accessibilityFeature", "readingOrder"
    yield "accessibilityFeature", "displayTransformability"
    if described:
        yield "accessibilityFeature", "alternativeText"
    if long_descriptions:
        yield "accessibilityFeature", "longDescription"
    if formulas:
        yield "accessibilityFeature", "MathML"
    if formulas and all(formula.say for formula in formulas):
        yield "accessibilityFeature", "describedMath"
    yield "accessibilityHazard", "unknown" if animated else "none"
    yield "accessibilitySummary", _summary(len(images), described, bool(formulas))


def _summary(images: int, described: bool, formulas: bool) -> str:
    sentences = ["The book has a table of contents, headings and a logical reading order, and its text can be resized."]
    if images and described:
        sentences.append("Every picture has a text alternative.")
    elif images:
        sentences.append("Some pictures have no text alternative.")
    if formulas:
        sentences.append("Formulas are MathML with a text alternative.")
    sentences.append("Nobody has certified it.")
    return " ".join(sentences)
