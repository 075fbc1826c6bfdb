"""Pictures and formulas, with their alternatives and captions."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from publish.backends.pdf.tags.drawing import MarkedContent
from publish.backends.pdf.tags.rules.rule import Rule, tagged
from publish.backends.pdf.tags.structure import Kid, StructureElement, Value

_MATHML = "{http://www.w3.org/1998/Math/MathML}"


def _picture(element: Element, kids: list[Kid]) -> list[Kid]:
    if not kids:
        return []
    formula = element.get("role") == "math"
    return [
        StructureElement(
            "Formula" if formula else "Figure",
            kids,
            alternative=element.get("alt") or None,
            attributes={"Layout": _place(kids)},
        )
    ]


def _place(kids: list[Kid]) -> dict[str, Value]:
    """Return where a picture stands on its page (ISO 32000-1, 14.8.5.4.3); PDF/UA asks for the box."""
    boxes = [kid.rectangle for kid in kids if isinstance(kid, MarkedContent) and kid.rectangle]
    return {"Placement": "/Inline", "BBox": boxes[0]} if boxes else {}


def _figure(element: Element, kids: list[Kid]) -> list[Kid]:
    """A picture and its caption become neighbours in a group.

    PDF 1.7 would allow the caption inside the figure; but assistive technology stops at a figure's alternative and
    never reads what is inside, so the PDF Association's best practice guide for PDF 1.7 lets the caption follow.
    """
    as_blocks(kids)
    return tagged("Div")(element, kids)


def as_blocks(kids: list[Kid]) -> None:
    """Tell of pictures and formulas that they stand on lines of their own."""
    for kid in kids:
        if isinstance(kid, StructureElement) and kid.type in ("Figure", "Formula"):
            kid.attributes.get("Layout", {})["Placement"] = "/Block"


def _flat_formula(element: Element, kids: list[Kid]) -> list[Kid]:
    words = element.get("alttext") or ""
    return [StructureElement("Formula", kids, alternative=words or None)] if kids else []


RULES: Mapping[str, Rule] = {
    "figcaption": tagged("Caption"),
    "figure": _figure,
    "img": _picture,
    f"{_MATHML}math": _flat_formula,
}
