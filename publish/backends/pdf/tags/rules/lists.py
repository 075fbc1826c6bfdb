"""Lists and definition lists."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from publish.backends.pdf.tags.drawing import MarkedContent
from publish.backends.pdf.tags.rules.rule import Rule, tagged
from publish.backends.pdf.tags.structure import Kid, StructureElement, text_of

_NUMBERING = {"•": "Disc", "◦": "Circle", "▪": "Square"}  # ISO 32000-1, table 347


def _list(element: Element, kids: list[Kid]) -> list[Kid]:
    numbering = "Decimal" if element.tag == "ol" else _NUMBERING.get(_first_marker(kids), "None")
    return [StructureElement("L", kids, attributes={"List": {"ListNumbering": f"/{numbering}"}})] if kids else []


def _first_marker(kids: list[Kid]) -> str:
    labels = (kid.kids[:1] for kid in kids if isinstance(kid, StructureElement) and kid.type == "LI")
    return next((text_of(label) for label in labels), "")


def _item(_element: Element, kids: list[Kid]) -> list[Kid]:
    marker: list[Kid] = []
    body: list[Kid] = []
    for kid in kids:
        (marker if isinstance(kid, MarkedContent) and kid.pseudo == "marker" else body).append(kid)
    label: list[Kid] = [StructureElement("Lbl", marker)] if marker else []
    return [StructureElement("LI", [*label, StructureElement("LBody", body)])]


def _definition(_element: Element, kids: list[Kid]) -> list[Kid]:
    """A definition stays even if it is empty, so that the next term does not join the one above."""
    return [StructureElement("LBody", kids)]


def _definition_list(_element: Element, kids: list[Kid]) -> list[Kid]:
    """Terms become the labels, and definitions the bodies, of the items of a list."""
    items: list[Kid] = []
    item: StructureElement | None = None
    for kid in kids:
        if item is None or (_type(kid) == "Lbl" and _type(item.kids[-1]) == "LBody"):
            item = StructureElement("LI")
            items.append(item)
        item.kids.append(kid)
    return [StructureElement("L", items, attributes={"List": {"ListNumbering": "/None"}})] if items else []


def _type(kid: Kid) -> str:
    return kid.type if isinstance(kid, StructureElement) else ""


RULES: Mapping[str, Rule] = {
    "dd": _definition,
    "dl": _definition_list,
    "dt": tagged("Lbl"),
    "li": _item,
    "ol": _list,
    "ul": _list,
}
