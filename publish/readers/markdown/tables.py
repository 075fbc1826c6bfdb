"""Tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from publish.content import Cell, Row, Sentence, Table
from publish.content.blocks import Alignment
from publish.readers.markdown.attributes import Attributes
from publish.readers.markdown.tokens import line_of

if TYPE_CHECKING:
    from publish.readers.markdown.blocks import BlockBuilder

_ALIGNMENTS: dict[str, Alignment] = {"text-align:center": "center", "text-align:right": "end"}


def build_table(node: SyntaxTreeNode, attributes: Attributes, builder: BlockBuilder) -> Table:
    """Return a table. Its first row heads the columns; ``{row-headers}`` lets the first cell of a row head it."""
    fields = builder.fields(attributes, line_of(node))
    (head, *rows) = [row for part in node.children for row in part.children]
    caption: Sentence | None = None
    if rows and (caption_cell := _caption_cell(rows[-1], builder)):
        content = builder.inline_from_text(_source(caption_cell).removeprefix(":").strip(), line_of(rows[-1]))
        caption = builder.speakable(content, line_of(rows[-1]))
        rows = rows[:-1]
    for row in rows:
        _report_lost_cells(row, len(head.children), builder)
    row_headers = "row-headers" in attributes
    return Table(
        caption=caption,
        head=_row(head, builder, header=lambda _column: True),
        rows=tuple(_row(row, builder, header=lambda column: row_headers and column == 0) for row in rows),
        **fields,
    )


def _row(node: SyntaxTreeNode, builder: BlockBuilder, header: object) -> Row:

    cells = []
    for column, cell in enumerate(node.children):
        line = line_of(cell)
        content = builder.inline(cell, terms=False)
        cells.append(
            Cell(
                builder.speakable(content, line) if content else None,
                header(column),  # type: ignore[operator]
                _ALIGNMENTS.get(str(cell.attrs.get("style", "")), "start"),
                location=builder.manuscript.at(line),
            )
        )
    return Row(tuple(cells), location=builder.manuscript.at(line_of(node)))


def _source(cell: SyntaxTreeNode) -> str:
    return cell.children[0].content if cell.children else ""


def _caption_cell(row: SyntaxTreeNode, builder: BlockBuilder) -> SyntaxTreeNode | None:
    """Return the cell that Markdown makes of a caption on the line below a table, where no bars stand."""
    first, *others = row.children
    is_caption = _source(first).startswith(": ") and len(_cells(row, builder)) == 1
    return first if is_caption and not any(map(_source, others)) else None


def _cells(row: SyntaxTreeNode, builder: BlockBuilder) -> list[str]:
    """Return the cells of a row as they are written; more than one wherever there is a bar."""
    source = re.sub(r"^[>\s]*", "", builder.manuscript.source_line(line_of(row))).strip()
    return list(escapedSplit(source))


def _report_lost_cells(row: SyntaxTreeNode, columns: int, builder: BlockBuilder) -> None:

    line = line_of(row)
    source = re.sub(r"^[>\s]*", "", builder.manuscript.source_line(line)).strip()
    cells = escapedSplit(source.removeprefix("|").removesuffix("|"))
    if len(cells) > columns:
        builder.manuscript.report(
            "table-cell-lost",
            f"This row has {len(cells)} cells, and the table {columns} columns; the rest is left out.",
            line,
            harms="A reader would miss what stands there, perhaps a dose.",
            mend="Give the first row a head for every column, and write \\| for a bar inside a cell.",
        )
