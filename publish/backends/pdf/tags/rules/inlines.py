"""Words that are stressed, abbreviated, raised, lowered, typed, or read by their sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from publish.backends.pdf.tags.rules.rule import Rule, tagged
from publish.backends.pdf.tags.structure import Kid, StructureElement, elements, text_of
from publish.content.raised import lowered, raised

# What a replacement text must not hide.
_KEPT = frozenset({"Figure", "Formula", "Link", "Note", "Reference"})


def _abbreviation(element: Element, kids: list[Kid]) -> list[Kid]:
    expansion = element.get("title") or ""
    return [StructureElement("Span", kids, expansion=expansion)] if kids and expansion else kids


def _shifted(sign: Callable[[str], str]) -> Rule:
    """Give a raised or lowered number its own signs, since 10⁶ must not be read as 106."""

    def rule(_element: Element, kids: list[Kid]) -> list[Kid]:
        text = text_of(kids)
        replacement = sign(text)
        if replacement == text or any(kid.type in _KEPT for kid in elements(kids)):
            return kids
        return [StructureElement("Span", kids, replacement=replacement)]

    return rule


def _span(element: Element, kids: list[Kid]) -> list[Kid]:
    """The text of a list item is a paragraph; other spans leave a trace only by their language or direction."""
    return tagged("P")(element, kids) if element.get("data-tag") == "P" else kids


def _ruby(_element: Element, kids: list[Kid]) -> list[Kid]:
    base: list[Kid] = []
    others: list[Kid] = []
    for kid in kids:
        reading = isinstance(kid, StructureElement) and kid.type in ("RT", "RP")
        (others if reading else base).append(kid)
    return [StructureElement("Ruby", [StructureElement("RB", base), *others])] if base else others


RULES: Mapping[str, Rule] = {
    "abbr": _abbreviation,
    "code": tagged("Code"),
    "em": tagged("Em"),
    "rp": tagged("RP"),
    "rt": tagged("RT"),
    "ruby": _ruby,
    "span": _span,
    "strong": tagged("Strong"),
    "sub": _shifted(lowered),
    "sup": _shifted(raised),
}
