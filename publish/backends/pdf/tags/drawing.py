"""What WeasyPrint drew, found again by the HTML element that it was drawn for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.formatting_structure import boxes

from publish.backends.pdf.tags.surroundings import Box, boxes_of


@dataclass(eq=False, slots=True)
class MarkedContent:
    """A stretch of a page's content that can be tagged: a line's share of a text, or a picture.

    Attributes:
        page: number of the page, counted from 0.
        mcid: the marked-content identifier on that page (ISO 32000-1, 14.7.4.2).
        order: place among everything that was drawn for the flow of the document.
        text: as drawn; empty for a picture.
        block: the HTML element of the block whose lines it stands in.
        pseudo: the pseudo-element that generated it, such as ``marker``; empty for what stands in the document.
        rectangle: left, bottom, right and top in pt, from the page's lower left corner; None for text.
        logical_text: what a reader of the document should get.
        ends_line: whether the author breaks the line after it.
    """

    page: int
    mcid: int
    order: int
    text: str
    block: Element
    pseudo: str = ""
    rectangle: tuple[float, float, float, float] | None = None
    logical_text: str = ""
    ends_line: bool = False


@dataclass(eq=False, slots=True)
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


@dataclass(eq=False, slots=True)
class Furniture:
    """Marked content that belongs to the page and not to the document, such as a running head.

    Attributes:
        page: number of the page, counted from 0.
        mcid: the marked-content identifier on that page.
        type: of artifact (ISO 32000-1, table 330): ``Layout`` for a decoration, else ``Pagination``.
        subtype: ``Header`` or ``Footer`` of a page, or ``Header`` for the repeated head of a table.
        attached: the edge of the page that it belongs to, ``Top`` or ``Bottom``; empty where it belongs to none.
    """

    page: int
    mcid: int
    type: str
    subtype: str = ""
    attached: str = ""


@dataclass(eq=False, slots=True)
class Drawing:
    """Everything on the pages that a tag may hold, and everything that none may hold.

    Attributes:
        root: the ``html`` element.
        contents: by element, in order.
        annotations: by element, in order.
        furniture: to become artifacts.
        lost: texts of the document that stand on no page.
    """

    root: Element
    contents: dict[Element, list[MarkedContent]] = field(default_factory=lambda: defaultdict(list))
    annotations: dict[Element, list[Annotation]] = field(default_factory=lambda: defaultdict(list))
    furniture: list[Furniture] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

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
    latest: MarkedContent | None = None
    for order, (box, surroundings) in enumerate(boxes_of(document)):
        page = surroundings.page
        drawn = page_streams[page]._tags.pop(box, None)
        if surroundings.margin or surroundings.repeated:
            if drawn:
                subtype = "Footer" if surroundings.margin == "Bottom" else "Header"
                furniture = Furniture(page, drawn["mcid"], "Pagination", subtype, surroundings.margin)
                drawing.furniture.append(furniture)
            continue
        if drawn and box.element.get("role") == "presentation":
            drawing.furniture.append(Furniture(page, drawn["mcid"], "Layout"))
            continue
        if box.element_tag == "br" and latest:
            latest.ends_line = True
        if box.link_annotation:
            drawing.annotations[box.element].append(Annotation(page, order, box.link_annotation))
        if drawn:
            latest = MarkedContent(
                page=page,
                mcid=drawn["mcid"],
                order=order,
                text=box.text if isinstance(box, boxes.TextBox) else "",
                block=surroundings.block if surroundings.block is not None else box.element,
                pseudo=str(box.element_tag).partition("::")[2],
                rectangle=_rectangle(box, document.pages[page]) if isinstance(box, boxes.ReplacedBox) else None,
            )
            drawing.contents[box.element].append(latest)
    assert not any(stream._tags for stream in page_streams), "WeasyPrint drew something outside the tree of boxes"
    return drawing


def _root(document: Any) -> Element:
    return next(box.element for box in document.pages[0]._page_box.children if box.element is not None)


def _rectangle(box: Box, page: Any) -> tuple[float, float, float, float]:
    left, top = box.content_box_x(), box.content_box_y()
    height = page.height
    return tuple(
        round(length * 0.75, 2) for length in (left, height - top - box.height, left + box.width, height - top)
    )
