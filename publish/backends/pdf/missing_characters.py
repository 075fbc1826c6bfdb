"""The characters of a page that no font can draw, found before an empty box is printed in their place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

import lxml.html
import msgspec

from publish.backends.pdf.fonts import covered, faces
from publish.backends.pdf.installed_fonts import is_installed
from publish.content import Edition, Node, find
from publish.findings import Finding, Location

# What draws nothing: controls, joiners, marks of order, separators, and signs that choose between forms.
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_FORM_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_UNDRAWN_ELEMENTS = frozenset({"head", "script", "style", "title"})


_MOST_NAMED = 10


def missing_characters(page: str) -> list[str]:
    """Return the characters of an HTML page that are drawn and that no font has, in order of their first places."""
    known = covered(faces(page))
    return [each for each in dict.fromkeys(_drawn_text(page)) if _needs_font(each, known) and not is_installed(each)]


def without_font(missing: Sequence[str], edition: Edition) -> list[Finding]:
    """Tell of characters that no font has: the first of them by name and place, and how many more there are.

    Args:
        missing: at least one character.
        edition: that knows their places in the source.
    """
    named, more = missing[:_MOST_NAMED], len(missing) - _MOST_NAMED
    places = _first_places(named, edition)
    listed = ", ".join(_named(each, places.get(each)) for each in named)
    return [
        Finding(
            rule="character-without-font",
            message=f"No font has a sign for {listed}{f', and for {more} more' if more > 0 else ''}.",
            location=next(iter(places.values()), None),
            harms="Readers see an empty box where a letter belongs.",
            mend="Install a font that has it, such as the package fontpkg-noto-sans-… or the system's Noto font of the "
            "script, or write the passage otherwise.",
        )
    ]


def _drawn_text(page: str) -> str:
    """Return the text of a page that is drawn, with what stands in its margins."""
    return "".join(_texts(lxml.html.document_fromstring(page)))


def _texts(root: lxml.html.HtmlElement) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in _UNDRAWN_ELEMENTS:
            yield from (str(value) for name, value in element.attrib.items() if str(name).startswith("data-"))
            yield element.text or ""
        yield element.tail or ""


def _needs_font(character: str, known: set[str]) -> bool:
    return not (
        character in known or character in _FORM_SELECTORS or unicodedata.category(character) in _UNSEEN_CATEGORIES
    )


def _named(character: str, place: Location | None) -> str:
    where = f", {place}" if place else ", at the head of the article or in the project file"
    return f"“{character}” (U+{ord(character):04X}{where})"


def _first_places(characters: Sequence[str], edition: Edition) -> dict[str, Location]:
    places: dict[str, Location] = {}
    for node in find([*edition.body, *edition.notes], Node):
        text = _own_texts(node)
        for character in characters:
            if node.location and character in text:
                places.setdefault(character, node.location)
    return places


def _own_texts(node: Node) -> str:
    values = (value for name, value in msgspec.structs.asdict(node).items() if name not in ("id", "type", "source"))
    return "".join(value for value in values if isinstance(value, str))
