"""Tables, read row by row: the head of each column stands before what the row says about it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from publish.content import Cell, NoteReference, Row, Sentence, Table
from publish.speech.phrases import Phrase, joined
from publish.speech.script.lines import AFTER_CELL, AFTER_PARAGRAPH, Lines, language_of


class _Spoken(NamedTuple):
    head: Cell | None
    cell: Cell
    content: Sentence


def read_row(lines: Lines, table: Table, row: Row, language: str) -> None:
    """Say a row: its own heads first, then the other cells, each after the head of its column.

    An empty cell is passed over: since each cell names its column, none is taken for another.
    """
    language = row.language or language
    heads = table.head.cells if row is not table.head else ()
    pairs = [
        _Spoken(head, cell, cell.content)
        for head, cell in zip_longest(heads, row.cells)
        if cell and cell.content and _has_words(cell)
    ]
    pairs.sort(key=lambda pair: not (pair.cell.header and heads))
    for number, pair in enumerate(pairs, start=1):
        _read_cell(lines, pair, language, table, last=number == len(pairs))
    lines.rest(AFTER_PARAGRAPH)


def _read_cell(lines: Lines, spoken: _Spoken, language: str, table: Table, *, last: bool) -> None:
    head, cell, content = spoken
    identifier = content.id or cell.id
    location = content.location or cell.location or table.location
    cell_language = language_of(content) or cell.language or language
    phrase = lines.wording.of_sentence(content, cell_language)
    if head and head.content:
        head_language = language_of(head.content) or head.language or table.head.language or language
        head_phrase = lines.wording.of_sentence(head.content, head_language)
        if head_language == cell_language:
            phrase = joined(head_phrase, phrase, cell_language)
        elif phrase.words.strip():
            unprinted = Phrase(head_phrase.pieces)
            lines.say(f"{identifier}-head", unprinted, head_language, pause=AFTER_CELL, location=location)
    if not last and phrase.words.rstrip()[-1:].isalnum():
        phrase = phrase.followed_by(lines.labels["semicolon"], cell_language)
    lines.say(identifier, phrase, cell_language, pause=AFTER_CELL, location=location)


def _has_words(cell: Cell) -> bool:
    """Tell whether a cell says anything: a note alone does not, and is read in its own place."""
    return cell.content is not None and any(not isinstance(node, NoteReference) for node in cell.content.content)


def empty_columns(table: Table) -> Iterator[Sentence]:
    """Yield the heads of columns in which no row says anything, which no cell would name."""
    for column, head in enumerate(table.head.cells):
        cells = (row.cells[column] for row in table.rows if column < len(row.cells))
        if head.content and table.rows and not any(map(_has_words, cells)):
            yield head.content
