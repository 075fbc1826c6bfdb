"""Tables that the engine cannot lay out well at the first try: too wide for the page, or without their heads.

WeasyPrint 70 drops the head of a table from every page on which head and row do not fit together, if need be from all.
A table that is wider than an upright page gets a page on its side.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from xml.etree.ElementTree import Element

from publish.backends.pdf.tags.surroundings import Box, boxes_of

_TOLERANCE = 1.0  # CSS px


def table_rules(document: Any) -> str:
    """Return the style rules that mend the tables of a laid-out document; empty where none needs mending.

    Args:
        document: WeasyPrint's document.
    """
    wide: set[str] = set()
    heads: dict[Element, set[int]] = defaultdict(set)
    rows: dict[Element, set[int]] = defaultdict(set)
    tables: dict[Element, Element] = {}
    for box, surroundings in boxes_of(document):
        if box.element is None:
            continue
        if box.element_tag == "table":
            tables |= {part: box.element for part in box.element if part.tag in ("thead", "tbody")}
            if _sticks_out(box, document.pages[surroundings.page]._page_box):
                wide.add(box.element.get("id") or "")
        elif box.element_tag in ("thead", "tbody"):
            (heads if box.element_tag == "thead" else rows)[tables[box.element]].add(surroundings.page)
    headless = {
        table.get("id") or ""
        for part, table in tables.items()
        if part.tag == "thead" and not rows[table] <= heads[table]
    }
    return "\n".join(
        [
            *(f"{_selector(name)} {{ page: wide; break-after: page }}" for name in sorted(wide)),
            *(f"{_selector(name)} thead {{ display: table-row-group }}" for name in sorted(headless)),
            *(f"{_selector(name)} tr {{ break-inside: auto }}" for name in sorted(headless)),
        ]
    )


def _sticks_out(table: Box, page: Box) -> bool:
    right = table.position_x + table.margin_width()
    edge = page.content_box_x() + page.width
    return bool(right > edge + _TOLERANCE or table.position_x < page.content_box_x() - _TOLERANCE)


def _selector(identifier: str) -> str:
    escaped = identifier.replace("\\", "\\\\").replace('"', '\\"')
    return f'[id="{escaped}"]'
