"""Footnotes and endnotes."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from publish.backends.pdf.tags.rules.rule import Rule
from publish.backends.pdf.tags.structure import Kid, StructureElement


def _note(element: Element, kids: list[Kid]) -> list[Kid]:
    """A note has an identifier of its own (PDF/UA-1, 7.9)."""
    if element.get("role") != "doc-footnote" or not kids:
        return kids
    return [StructureElement("Note", kids, identifier=element.get("id") or "")]


RULES: Mapping[str, Rule] = {"aside": _note}
