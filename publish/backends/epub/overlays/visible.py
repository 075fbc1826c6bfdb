"""What is seen of a page: its texts and elements, with pictures and formulas in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Union

from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
_BLOCK_NAMES = (
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
)
_BLOCKS = frozenset(f"{XHTML}{name}" for name in _BLOCK_NAMES)


class PageText(NamedTuple):
    """A text between elements: what follows an element, or what its parent begins with."""

    text: str
    after: etree._Element | None


Child = Union[etree._Element, PageText]


def children(element: etree._Element) -> Iterator[Child]:
    """Yield the texts and elements of an element, in order."""
    if element.text:
        yield PageText(element.text, None)
    for child in element.iterchildren("*"):
        yield child
        if child.tail:
            yield PageText(child.tail, child)


def is_block(element: etree._Element) -> bool:
    """Tell whether an element is a block, or holds one."""
    return element.tag in _BLOCKS or any(inner.tag in _BLOCKS for inner in element.iter("*"))


def is_hidden(element: etree._Element) -> bool:
    """Tell whether an element is kept from readers."""
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"


def visible(child: Child) -> str:
    """Return what is seen of a text or an element, with pictures and formulas in words."""
    if isinstance(child, PageText):
        return child.text
    if is_hidden(child) or child.tag == f"{XHTML}rp":
        return ""
    if child.tag == f"{XHTML}img":
        return f" {child.get('alt', '')} " if child.get("role") != "presentation" else ""
    if child.tag == _MATH:
        return f" {child.get('alttext', '')} "
    if child.tag == f"{XHTML}br":
        return " "
    if child.get("role") == "doc-noteref":
        return f" {child.get('aria-label', '')} "
    space = " " if child.tag in _BLOCKS else ""
    return space + "".join(map(visible, children(child))) + space


def has_words(text: str) -> bool:
    """Tell whether a text holds a letter or a digit."""
    return any(map(str.isalnum, text))
