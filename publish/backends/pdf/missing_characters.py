"""The characters of a page that no font can draw, found before an empty box is printed in their place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

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


def report_missing_characters(page: str, edition: Edition) -> list[Finding]:
    """Return one finding that names every character without a font, and where each stands first; none if all have one.

    Args:
        page: the whole HTML page.
        edition: that it was made of, which knows the places in the source.
    """
    known = covered(faces(page))
    missing = [each for each in dict.fromkeys(drawn_text(page)) if _needs_font(each, known) and not is_installed(each)]
    if not missing:
        return []
    places = [_first_place(character, edition) for character in missing]
    named = ", ".join(_named(each, place) for each, place in zip(missing, places, strict=True))
    return [
        Finding(
            rule="character-without-font",
            message=f"No font has a sign for {named}.",
            location=next((place for place in places if place), None),
            harms="Readers see an empty box where a letter belongs.",
            mend="Install a font that has it, such as the package fontpkg-noto-sans-… or the system's Noto font of the "
            "script, or write the passage otherwise.",
        )
    ]


def drawn_text(page: str) -> str:
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


def _first_place(character: str, edition: Edition) -> Location | None:
    nodes: Iterable[Node] = find([*edition.body, *edition.notes], Node)
    return next((node.location for node in nodes if character in _own_texts(node) and node.location), None)


def _own_texts(node: Node) -> str:
    values = (value for name, value in msgspec.structs.asdict(node).items() if name not in ("id", "type", "source"))
    return "".join(value for value in values if isinstance(value, str))
