"""What the content says of the book's accessibility (EPUB Accessibility 1.1, section 2.2).

The values are those of the Schema.org Accessibility Properties for Discoverability Vocabulary. They describe the book;
that it conforms is for a person to claim, by ``publish certify``.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from ebooklib.epub import EpubBook

from publish.backends.epub.metadata.properties import add_property
from publish.content import Edition, Figure, Image, Math, MathBlock, Ruby, Section, find
from publish.images import is_animated
from publish.labels import FALLBACK, labels


class _Content(msgspec.Struct, frozen=True, kw_only=True):
    """What the metadata follow from.

    Attributes:
        sections: there are headings below the title.
        pictures: there are pictures that tell something; a cover is not needed to read the book, and does not count.
        described: each of them has a text alternative.
        descriptions: there are long descriptions.
        formulas: there are formulas; all are MathML.
        worded: each of them has a text alternative.
        ruby: there are readings beside words.
        moving: a picture moves, the cover perhaps.
        read_along: every content document has a media overlay.
    """

    sections: bool
    pictures: bool
    described: bool
    descriptions: bool
    formulas: bool
    worded: bool
    ruby: bool
    moving: bool
    read_along: bool


def add_accessibility(book: EpubBook, edition: Edition, *, read_along: bool) -> None:
    """Tell how the book can be perceived, by what features, and with what dangers; see ``add_metadata``."""
    content = _content(book, edition, read_along=read_along)
    for name, values in (
        ("accessMode", _modes(content)),
        ("accessModeSufficient", _sufficient_modes(content)),
        ("accessibilityFeature", _features(content)),
        # Ace 1.4.6 knows “unknownMotionSimulationHazard” by a wrong spelling only, so all is said to be unknown.
        ("accessibilityHazard", ["unknown" if content.moving else "none"]),
    ):
        for value in values:
            add_property(book, f"schema:{name}", value)
    _add_summary(book, content, edition.metadata.language)


def _content(book: EpubBook, edition: Edition, *, read_along: bool) -> _Content:
    nodes = [*edition.body, *edition.notes]
    pictures = [image for image in find(nodes, Image) if not image.decorative]
    formulas: list[Math | MathBlock] = [*find(nodes, Math), *find(nodes, MathBlock)]
    return _Content(
        sections=any(True for _ in find(nodes, Section)),
        pictures=bool(pictures),
        described=all(image.alt.strip() for image in pictures),
        descriptions=any(figure.description for figure in find(nodes, Figure)),
        formulas=bool(formulas),
        worded=all(formula.say for formula in formulas),
        ruby=any(True for _ in find(nodes, Ruby)),
        moving=any(is_animated(item.content, item.media_type) for item in book.get_items()),
        read_along=read_along,
    )


def _modes(content: _Content) -> Iterator[str]:
    """Yield the senses that the content asks for as it stands; sound that only says what is written adds none."""
    yield "textual"
    if content.pictures:
        yield "visual"


def _sufficient_modes(content: _Content) -> Iterator[str]:
    """Yield each set of senses that is enough to get all of it."""
    if content.described:
        yield "textual"
    if content.read_along and content.described and content.worded:
        yield "auditory"
    if content.pictures:
        yield "textual,visual"


def _features(content: _Content) -> Iterator[str]:
    yield from ("tableOfContents", "readingOrder", "displayTransformability", "ARIA")
    features = {
        "structuralNavigation": content.sections,
        "alternativeText": content.described,  # the cover has one in any case
        "longDescription": content.descriptions,
        "MathML": content.formulas,
        "describedMath": content.formulas and content.worded,
        "rubyAnnotations": content.ruby,
        "synchronizedAudioText": content.read_along,
    }
    yield from (feature for feature, there in features.items() if there)


def _add_summary(book: EpubBook, content: _Content, language: str) -> None:
    """Tell it in words: in the book's language, or all of it in English where a sentence is not translated."""
    names = [f"accessibility_{name}" for name in _sentences(content)]
    words, english = labels(language), labels(FALLBACK)
    if language.partition("-")[0].lower() == FALLBACK or all(words[name] != english[name] for name in names):
        add_property(book, "schema:accessibilitySummary", " ".join(words[name] for name in names))
    else:
        attributes = {"{http://www.w3.org/XML/1998/namespace}lang": FALLBACK, "dir": "ltr"}
        add_property(book, "schema:accessibilitySummary", " ".join(english[name] for name in names), **attributes)


def _sentences(content: _Content) -> Iterator[str]:
    yield "headings" if content.sections else "contents"
    yield "display"
    if content.pictures:
        yield "pictures" if content.described else "pictures_missing"
    if content.descriptions:
        yield "descriptions"
    if content.formulas:
        yield "formulas" if content.worded else "formulas_missing"
    if content.read_along:
        yield "read_along"
    if content.moving:
        yield "moving"
    yield "uncertified"
