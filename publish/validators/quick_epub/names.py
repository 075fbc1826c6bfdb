"""The namespaces of the files in a book, and the texts in them."""

from __future__ import annotations

from typing import cast

from lxml import etree

OPF = "{http://www.idpf.org/2007/opf}"
OPS = "{http://www.idpf.org/2007/ops}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SMIL = "{http://www.w3.org/ns/SMIL}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
SVG = "{http://www.w3.org/2000/svg}"
SSML = "{http://www.w3.org/2001/10/synthesis}"
XLINK = "{http://www.w3.org/1999/xlink}"


def words(text: str | None) -> str:
    """Return a text with single spaces."""
    return " ".join((text or "").split())


def says_something(text: str) -> bool:
    """Tell whether a text has letters or digits, so that it can be spoken."""
    return any(character.isalnum() for character in text)


def line_of(element: etree._Element) -> int:
    """Return the line on which an element begins; 0 if nobody knows."""
    return cast("int | None", element.sourceline) or 0


def tokens(element: etree._Element, attribute: str) -> frozenset[str]:
    """Return the words of an attribute that holds a list."""
    return frozenset(str(element.get(attribute) or "").split())


def quote(text: str) -> str:
    """Return the beginning of a text in quotation marks, for a message."""
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"
