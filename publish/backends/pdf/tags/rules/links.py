"""Links and references."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

import pydyf

from publish.backends.pdf.tags.drawing import Annotation, MarkedContent
from publish.backends.pdf.tags.rules.rule import Rule
from publish.backends.pdf.tags.structure import Kid, StructureElement, leaves, text_of

_NOTE_LINKS = frozenset({"doc-noteref", "doc-backlink"})


def _link(element: Element, kids: list[Kid]) -> list[Kid]:
    """Make one link of an element, over however many lines, whose annotations say its text (PDF/UA-1, 7.18.5)."""
    annotations = [kid for kid in kids if isinstance(kid, Annotation)]
    if not annotations:
        return kids
    words = element.get("aria-label") or text_of(kids) or element.get("title") or element.get("href") or ""
    for annotation in annotations:
        annotation.dictionary["Contents"] = pydyf.String(words)
    if element.get("role") == "doc-noteref":
        _set_apart(kids)
    link = StructureElement("Link", kids)
    return [StructureElement("Reference", [link])] if element.get("role") in _NOTE_LINKS else [link]


def _set_apart(kids: list[Kid]) -> None:
    """Put the mark of a note in brackets for those who copy or search the text: “5” with note 1 must not read 51."""
    texts = [leaf for leaf in leaves(kids) if isinstance(leaf, MarkedContent)]
    if texts:
        texts[0].logical_text = f"[{texts[0].logical_text}"
        texts[-1].logical_text = f"{texts[-1].logical_text}]"


RULES: Mapping[str, Rule] = {"a": _link}
