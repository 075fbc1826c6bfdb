"""Structure elements, the nodes of a tag tree (ISO 32000-1, 14.7.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias, Union

from publish.backends.pdf.tags.drawing import Annotation, MarkedContent

Value: TypeAlias = Union[str, float, tuple[float, ...], list[str]]


@dataclass(eq=False, slots=True)
class StructureElement:
    """A tag.

    Attributes:
        type: a standard type (ISO 32000-1, 14.8.4), or one of ``ROLES``.
        kids: what stands in it, in reading order.
        language: BCP 47 tag, where it differs from the surroundings (``Lang``).
        alternative: the text alternative of a picture or formula (``Alt``).
        expansion: what an abbreviation stands for (``E``).
        replacement: what a reader gets in place of the content (``ActualText``).
        identifier: unique in the document (``ID``).
        attributes: by owner, such as ``Table``, then by name; a text that begins with “/” is a PDF name.
    """

    type: str
    kids: list[Kid] = field(default_factory=list)
    language: str = ""
    alternative: str | None = None
    expansion: str = ""
    replacement: str = ""
    identifier: str = ""
    attributes: dict[str, dict[str, Value]] = field(default_factory=dict)


Kid: TypeAlias = Union[StructureElement, MarkedContent, Annotation]

# Types of PDF 2.0 (ISO 32000-2, 14.8.4) and what readers of PDF 1.7 take them for.
ROLES = {"Aside": "Div", "Em": "Span", "Strong": "Span"}


def leaves(kids: Iterable[Kid]) -> Iterator[MarkedContent | Annotation]:
    """Yield the contents and annotations among kids and everything inside them, in reading order."""
    for kid in kids:
        if isinstance(kid, StructureElement):
            yield from leaves(kid.kids)
        else:
            yield kid


def elements(kids: Iterable[Kid]) -> Iterator[StructureElement]:
    """Yield the structure elements among kids and everything inside them, parents before children."""
    for kid in kids:
        if isinstance(kid, StructureElement):
            yield kid
            yield from elements(kid.kids)


def text_of(kids: Iterable[Kid]) -> str:
    """Return the words of kids, as a screen reader would read them."""
    return " ".join("".join(_texts(kids)).split())


def _texts(kids: Iterable[Kid]) -> Iterator[str]:
    for kid in kids:
        if isinstance(kid, MarkedContent):
            yield kid.logical_text
        elif isinstance(kid, StructureElement):
            yield kid.replacement or kid.alternative or "".join(_texts(kid.kids))
