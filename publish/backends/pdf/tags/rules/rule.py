"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias
from xml.etree.ElementTree import Element

from publish.backends.pdf.tags.structure import Kid, StructureElement

Rule: TypeAlias = Callable[[Element, list[Kid]], list[Kid]]
"""Gets an HTML element and what its contents have become; returns what stands for it in the tag tree."""


def tagged(structure_type: str) -> Rule:
    """Return the rule that an element becomes one structure element of a type, or nothing if it is empty."""

    def rule(_element: Element, kids: list[Kid]) -> list[Kid]:
        return [StructureElement(structure_type, kids)] if kids else []

    return rule
