"""Sections, headings, paragraphs, quotations, code and boxes."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from publish.backends.pdf.tags.rules.figures import as_blocks
from publish.backends.pdf.tags.rules.rule import Rule, tagged
from publish.backends.pdf.tags.structure import Kid


def _division(element: Element, kids: list[Kid]) -> list[Kid]:
    """A box becomes an aside, the number of a note its label; what only groups for the eye leaves no trace."""
    if element.get("role") == "note":
        return tagged("Aside")(element, kids)
    if element.get("data-tag") == "Formula":
        as_blocks(kids)
    return tagged("Lbl")(element, kids) if element.get("data-tag") == "Lbl" else kids


RULES: Mapping[str, Rule] = {
    "blockquote": tagged("BlockQuote"),
    "div": _division,
    "h1": tagged("H1"),
    "h2": tagged("H2"),
    "h3": tagged("H3"),
    "h4": tagged("H4"),
    "h5": tagged("H5"),
    "h6": tagged("H6"),
    "p": tagged("P"),
    "pre": tagged("P"),
    "section": tagged("Sect"),
}
