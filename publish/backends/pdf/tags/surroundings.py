"""The boxes of WeasyPrint's pages, each with what it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

Box: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a box stands in.

    Attributes:
        page: number of the page, counted from 0.
        margin: the edge of the page, ``Top`` or ``Bottom``, in whose margin it is; else empty.
        repeated: the box is printed once more, as the head of a table is on each page after the first.
        block: the HTML element of the block whose lines it stands in.
    """

    page: int
    margin: str = ""
    repeated: bool = False
    block: Element | None = None


def boxes_of(document: Any) -> Iterator[tuple[Box, Surroundings]]:
    """Yield the boxes of all pages of a document, parents before children."""
    heads: dict[Element, int] = {}
    for number, page in enumerate(document.pages):
        waiting: list[tuple[Box, Surroundings]] = [(page._page_box, Surroundings(number))]
        while waiting:
            box, surroundings = waiting.pop()
            if isinstance(box, AbsolutePlaceholder):
                box = box._box
            is_head = box.element is not None and box.element_tag == "thead"
            if is_head and heads.setdefault(box.element, number) != number:
                surroundings = replace(surroundings, repeated=True)
            yield box, surroundings
            inside = _inside(box, surroundings)
            waiting.extend((child, inside) for child in reversed(box.children))


def _inside(box: Box, surroundings: Surroundings) -> Surroundings:
    if isinstance(box, boxes.MarginBox):
        return replace(surroundings, margin="Top" if "top" in box.at_keyword else "Bottom")
    if isinstance(box, boxes.BlockContainerBox) and surroundings.block is not box.element:
        return replace(surroundings, block=box.element)
    return surroundings
