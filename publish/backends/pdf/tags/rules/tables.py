"""Tables, and which cells head which."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from publish.backends.pdf.tags.rules.rule import Rule, tagged
from publish.backends.pdf.tags.structure import Kid, StructureElement, Value, elements

_SCOPES = {"col": "/Column", "row": "/Row"}


def _head_cell(element: Element, kids: list[Kid]) -> list[Kid]:
    scope = _SCOPES[element.get("scope") or "col"]
    return [StructureElement("TH", kids, attributes={"Table": {"Scope": scope}})]


def _data_cell(_element: Element, kids: list[Kid]) -> list[Kid]:
    """An empty cell stays, since it keeps its neighbours in their columns."""
    return [StructureElement("TD", kids)]


def _table(element: Element, kids: list[Kid]) -> list[Kid]:
    """A cell with a head in its row and one in its column names both (ISO 32000-1, 14.8.5.7), row first."""
    column_heads: dict[int, StructureElement] = {}
    for number, row in enumerate(row for row in elements(kids) if row.type == "TR"):
        cells = [cell for cell in row.kids if isinstance(cell, StructureElement)]
        row_heads = [cell for cell in cells if _scope(cell) == "/Row"]
        for column, cell in enumerate(cells):
            if cell.type == "TH":
                cell.identifier = f"{element.get('id')}-{number}-{column}"
            if _scope(cell) == "/Column":
                column_heads[column] = cell
            elif cell.type == "TD" and row_heads and column in column_heads:
                heads = (*row_heads, column_heads[column])
                cell.attributes["Table"] = {"Headers": [head.identifier for head in heads]}
    return tagged("Table")(element, kids)


def _scope(cell: StructureElement) -> Value:
    return cell.attributes.get("Table", {}).get("Scope", "")


RULES: Mapping[str, Rule] = {
    "caption": tagged("Caption"),
    "table": _table,
    "tbody": tagged("TBody"),
    "td": _data_cell,
    "th": _head_cell,
    "thead": tagged("THead"),
    "tr": tagged("TR"),
}
