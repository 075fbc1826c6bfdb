"""Words that are stressed, abbreviated, raised, lowered, typed, or read by their sound."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from publish.backends.pdf.tags.rules.rule import Rule, tagged
from publish.backends.pdf.tags.structure import Kid, StructureElement, text_of

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def _abbreviation(element: Element, kids: list[Kid]) -> list[Kid]:
    expansion = element.get("title") or ""
    return [StructureElement("Span", kids, expansion=expansion)] if kids and expansion else kids


def _raised(_element: Element, kids: list[Kid]) -> list[Kid]:
    return _shifted(kids, _RAISED)


def _lowered(_element: Element, kids: list[Kid]) -> list[Kid]:
    return _shifted(kids, _LOWERED)


def _shifted(kids: list[Kid], signs: dict[int, int]) -> list[Kid]:
    """Give a raised or lowered number its own signs, since 10⁶ must not be read as 106."""
    text = text_of(kids)
    if not text or not all(ord(sign) in signs for sign in text) or any(map(_is_element, kids)):
        return kids
    return [StructureElement("Span", kids, replacement=text.translate(signs))]


def _is_element(kid: Kid) -> bool:
    return isinstance(kid, StructureElement)


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
    "sub": _lowered,
    "sup": _raised,
}
