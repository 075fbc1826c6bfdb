"""From a tag tree to the objects of a PDF (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

from publish.backends.pdf.tags.drawing import Annotation, MarkedContent
from publish.backends.pdf.tags.structure import ROLES, Kid, StructureElement, Value

_NULL = "null"


class TreeWriter:
    """Writes one tag tree into a PDF."""

    def __init__(self, pdf: pydyf.PDF, pages: Sequence[int]) -> None:
        """Prepare to write.

        Args:
            pdf: that WeasyPrint is making.
            pages: how many marked contents each page has.
        """
        self._pdf = pdf
        self._parents: list[list[str]] = [[_NULL] * count for count in pages]
        self._annotations: list[str] = []
        self._identifiers: dict[str, str] = {}

    def write(self, tree: StructureElement) -> None:
        """Write a tree as the structure of the document."""
        root = self._add({"Type": "/StructTreeRoot"})
        document = self._element(tree, root)
        root["K"] = pydyf.Array([document.reference])
        root["RoleMap"] = pydyf.Dictionary({name: f"/{role}" for name, role in ROLES.items()})
        root["ParentTree"] = self._parent_tree().reference
        root["ParentTreeNextKey"] = len(self._parents) + len(self._annotations)
        if self._identifiers:
            names = pydyf.Array()
            for identifier, reference in sorted(self._identifiers.items(), key=lambda pair: pydyf.String(pair[0]).data):
                names += [pydyf.String(identifier), reference]
            root["IDTree"] = self._add({"Names": names}).reference
        self._pdf.catalog["StructTreeRoot"] = root.reference
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _add(self, content: dict[str, Any]) -> pydyf.Dictionary:
        dictionary = pydyf.Dictionary(content)
        self._pdf.add_object(dictionary)
        return dictionary

    def _element(self, element: StructureElement, parent: pydyf.Dictionary) -> pydyf.Dictionary:
        content: dict[str, Any] = {"Type": "/StructElem", "S": f"/{element.type}", "P": parent.reference}
        for key, value in (
            ("Lang", element.language),
            ("Alt", element.alternative),
            ("E", element.expansion),
            ("ActualText", element.replacement),
            ("ID", element.identifier),
        ):
            if value:
                content[key] = pydyf.String(value)
        if element.attributes:
            content["A"] = _attributes(element.attributes)
        dictionary = self._add(content)
        if element.identifier:
            self._identifiers[element.identifier] = dictionary.reference
        first = next((kid for kid in element.kids if isinstance(kid, MarkedContent)), None)
        if first:
            dictionary["Pg"] = self._pdf.page_references[first.page]
        kids = pydyf.Array(self._kid(kid, dictionary, first.page if first else -1) for kid in element.kids)
        if kids:
            dictionary["K"] = kids
        return dictionary

    def _kid(self, kid: Kid, parent: pydyf.Dictionary, page: int) -> Any:
        if isinstance(kid, StructureElement):
            return self._element(kid, parent).reference
        reference = self._pdf.page_references[kid.page]
        if isinstance(kid, Annotation):
            kid.dictionary["StructParent"] = len(self._parents) + len(self._annotations)
            self._annotations.append(parent.reference)
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.dictionary.reference, "Pg": reference})
        self._parents[kid.page][kid.mcid] = parent.reference
        if kid.page == page:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": reference, "MCID": kid.mcid})

    def _parent_tree(self) -> pydyf.Dictionary:
        """Return the way from contents and annotations to their elements (ISO 32000-1, 14.7.4.4)."""
        numbers = pydyf.Array()
        for page, parents in enumerate(self._parents):
            numbers += [page, pydyf.Array(parents)]
        for number, parent in enumerate(self._annotations, len(self._parents)):
            numbers += [number, parent]
        return self._add({"Nums": numbers})


def _attributes(by_owner: dict[str, dict[str, Value]]) -> pydyf.Array:
    return pydyf.Array(
        pydyf.Dictionary({"O": f"/{owner}", **{name: _value(value) for name, value in attributes.items()}})
        for owner, attributes in by_owner.items()
    )


def _value(value: Value) -> Any:
    if isinstance(value, tuple):
        return pydyf.Array(value)
    if isinstance(value, list):
        return pydyf.Array(pydyf.String(text) for text in value)
    return value
