"""What WeasyPrint drew, found again by the HTML element that it was drawn for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

Box: TypeAlias = Any


@dataclass(eq=False)
class MarkedContent:
    """A stretch of a page's content that can be tagged: a line's share of a text, or a picture.

    Attributes:
        page: number of the page, counted from 0.
        mcid: the marked-content identifier on that page (ISO 32000-1, 14.7.4.2).
        order: place among everything that was drawn for the flow of the document.
        text: as drawn; empty for a picture.
        element: the HTML element that it belongs to.
        block: the HTML element of the block whose lines it stands in.
        pseudo: the pseudo-element that generated it, such as ``marker``; empty for what stands in the document.
        rectangle: left, bottom, right and top in pt, from the page's lower left corner; None for text.
        logical_text: what a reader of the document should get.
    """

    page: int
    mcid: int
    order: int
    text: str
    element: Element
    block: Element
    pseudo: str = ""
    rectangle: tuple[float, float, float, float] | None = None
    logical_text: str = ""


@dataclass(eq=False)
class Annotation:
    """A rectangle of a page that leads somewhere when it is activated.

    Attributes:
        page: number of the page, counted from 0.
        order: place among everything that was drawn for the flow of the document.
        dictionary: as it stands in the PDF.
    """

    page: int
    order: int
    dictionary: pydyf.Dictionary


@dataclass(eq=False)
class Furniture:
    """Marked content that belongs to the page and not to the document, such as a running head.

    Attributes:
        page: number of the page, counted from 0.
        mcid: the marked-content identifier on that page.
        type: of artifact (ISO 32000-1, table 330): ``Layout`` for a decoration, else ``Pagination``.
        subtype: ``Header`` or ``Footer`` for what stands in a margin.
    """

    page: int
    mcid: int
    type: str
    subtype: str = ""


@dataclass(eq=False)
class Drawing:
    """Everything on the pages that a tag may hold, and everything that none may hold.

    Attributes:
        root: the ``html`` element.
        contents: by element, in order.
        annotations: by element, in order.
        furniture: to become artifacts.
    """

    root: Element
    contents: dict[Element, list[MarkedContent]] = field(default_factory=lambda: defaultdict(list))
    annotations: dict[Element, list[Annotation]] = field(default_factory=lambda: defaultdict(list))
    furniture: list[Furniture] = field(default_factory=list)

    def all_contents(self) -> list[MarkedContent]:
        """Return all contents in the order in which they were drawn for the flow of the document."""
        return sorted((one for some in self.contents.values() for one in some), key=lambda content: content.order)


def read_drawing(document: Any, page_streams: Sequence[Any]) -> Drawing:
    """Read the pages that WeasyPrint drew.

    Args:
        document: WeasyPrint's document.
        page_streams: its streams, one a page.
    """
    drawing = Drawing(root=_root(document))
    head_pages: dict[Element, int] = {}
    order = 0
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        for box, surroundings in _boxes(page._page_box):
            order += 1
            drawn = stream._tags.pop(box, None)
            head = surroundings.table_head
            repeated = head is not None and head_pages.setdefault(head, number) != number
            if surroundings.margin or repeated:
                if drawn:
                    drawing.furniture.append(Furniture(number, drawn["mcid"], "Pagination", surroundings.margin))
                continue
            if drawn and box.element.get("role") == "presentation":
                drawing.furniture.append(Furniture(number, drawn["mcid"], "Layout"))
                continue
            if box.link_annotation:
                drawing.annotations[box.element].append(Annotation(number, order, box.link_annotation))
            if drawn:
                drawing.contents[box.element].append(
                    MarkedContent(
                        page=number,
                        mcid=drawn["mcid"],
                        order=order,
                        text=box.text if isinstance(box, boxes.TextBox) else "",
                        element=box.element,
                        block=surroundings.block if surroundings.block is not None else box.element,
                        pseudo=str(box.element_tag).partition("::")[2],
                        rectangle=_rectangle(box, page) if isinstance(box, boxes.ReplacedBox) else None,
                    )
                )
        assert not stream._tags, "WeasyPrint drew something outside the tree of boxes"
    return drawing


@dataclass(frozen=True)
class _Surroundings:
    margin: str = ""
    block: Element | None = None
    table_head: Element | None = None


def _root(document: Any) -> Element:
    return next(box.element for box in document.pages[0]._page_box.children if box.element is not None)


def _boxes(page_box: Box) -> Iterator[tuple[Box, _Surroundings]]:
    """Yield the boxes of a page, parents before children, each with what it stands in."""
    waiting: list[tuple[Box, _Surroundings]] = [(page_box, _Surroundings())]
    while waiting:
        box, surroundings = waiting.pop()
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        yield box, surroundings
        inside = _inside(box, surroundings)
        waiting.extend((child, inside) for child in reversed(box.children))


def _inside(box: Box, surroundings: _Surroundings) -> _Surroundings:
    if isinstance(box, boxes.MarginBox):
        return _Surroundings(margin="Header" if "top" in box.at_keyword else "Footer")
    head, block = surroundings.table_head, surroundings.block
    if box.element is not None and box.element_tag == "thead":
        head = box.element
    if isinstance(box, boxes.BlockContainerBox):
        block = box.element
    return _Surroundings(surroundings.margin, block, head)


def _rectangle(box: Box, page: Any) -> tuple[float, float, float, float]:
    left, top = box.content_box_x(), box.content_box_y()
    height = page.height
    return tuple(
        round(length * 0.75, 2) for length in (left, height - top - box.height, left + box.width, height - top)
    )
