"""From the HTML document and what was drawn for it to one tag tree, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from publish.backends.pdf.tags.drawing import Drawing
from publish.backends.pdf.tags.rules import RULES
from publish.backends.pdf.tags.structure import Kid, StructureElement, leaves

_INLINE_TYPES = frozenset({"Code", "Em", "Figure", "Formula", "Link", "Reference", "Ruby", "Span", "Strong"})
_WRITING_MODES = {"ltr": "/LrTb", "rtl": "/RlTb"}


def build_tree(drawing: Drawing) -> StructureElement:
    """Return the ``Document`` element, with one structure element an HTML element, whole over lines and pages."""
    language, direction = drawing.root.get("lang") or "", drawing.root.get("dir") or "ltr"
    tree = StructureElement("Document", list(_kids(drawing.root, drawing, language, direction)))
    _set_writing_mode(tree, direction)
    return tree


def _stands_for(element: Element, drawing: Drawing, outer_language: str, outer_direction: str) -> list[Kid]:
    language, direction = element.get("lang") or outer_language, element.get("dir") or outer_direction
    kids = list(_kids(element, drawing, language, direction))
    rule = RULES.get(str(element.tag))
    result = rule(element, kids) if rule else kids
    if not result or (language, direction) == (outer_language, outer_direction):
        return result
    holder = _holder(result)
    if language != outer_language:
        holder.language = language
    if direction != outer_direction:
        _set_writing_mode(holder, direction)
    return [holder]


def _holder(kids: list[Kid]) -> StructureElement:
    """Return the one structure element that kids are, or one around them."""
    if len(kids) == 1 and isinstance(kids[0], StructureElement) and not kids[0].language:
        return kids[0]
    inline = all(not isinstance(kid, StructureElement) or kid.type in _INLINE_TYPES for kid in kids)
    return StructureElement("Span" if inline else "Div", kids)


def _set_writing_mode(holder: StructureElement, direction: str) -> None:
    """Tell the direction of writing (ISO 32000-1, 14.8.5.4.2)."""
    if mode := _WRITING_MODES.get(direction):
        holder.attributes.setdefault("Layout", {})["WritingMode"] = mode


def _kids(element: Element, drawing: Drawing, language: str, direction: str) -> Iterator[Kid]:
    """Yield what stands in an element: its own contents and what its children have become, in order."""
    own = [*drawing.contents.get(element, ()), *drawing.annotations.get(element, ())]
    own.sort(key=lambda leaf: leaf.order, reverse=True)
    for child in element:
        kids = _stands_for(child, drawing, language, direction)
        first = next(leaves(kids), None)
        while first and own and own[-1].order < first.order:
            yield own.pop()
        yield from kids
    yield from reversed(own)
