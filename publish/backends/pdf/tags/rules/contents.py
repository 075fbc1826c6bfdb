"""The table of contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from publish.backends.pdf.tags.rules.rule import Rule
from publish.backends.pdf.tags.structure import Kid, StructureElement


def _navigation(_element: Element, kids: list[Kid]) -> list[Kid]:
    """Lists of links become lists of contents, and their links references (ISO 32000-1, 14.8.4.2 and table 338)."""
    return [_as_contents(kid) for kid in kids]


def _as_contents(kid: Kid) -> Kid:
    if not isinstance(kid, StructureElement):
        return kid
    match kid.type:
        case "L":
            return replace(kid, type="TOC", kids=[_as_contents(item) for item in kid.kids], attributes={})
        case "LI":
            bodies = [part for part in kid.kids if isinstance(part, StructureElement) and part.type == "LBody"]
            return replace(kid, type="TOCI", kids=[_as_contents(part) for body in bodies for part in body.kids])
        case "Link":
            return StructureElement("Reference", [kid])
        case _:
            return kid


RULES: Mapping[str, Rule] = {"nav": _navigation}
