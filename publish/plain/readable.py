"""Content as lines for people who compare two texts: the words that readers get, without the marks of the lock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from publish.content import (
    Abbreviation,
    Block,
    Figure,
    Image,
    Inline,
    Isolate,
    Keyboard,
    LineBreak,
    Link,
    Math,
    Note,
    NoteReference,
    Row,
    Ruby,
    Sentence,
    Span,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
    plain_text,
)
from publish.plain.wording import Lines, Wording

_LIKE_MARKS = re.compile(r"(?=\[-|\{\+)|(?<=-)(?=\])|(?<=\+)(?=\})")


class ReadableWording(Wording):
    """Puts the content of one article into lines that hold what readers see, and stress and where links lead.

    Languages, classes, how words are said and which file a picture is are left out; the lock and its hashes have them.
    """

    def __init__(self, notes: Iterable[Note], *, escaped: bool = False) -> None:
        """Take the notes of the article; a sentence is told with those that it refers to.

        Args:
            escaped: what looks like a mark of a comparison has a stroke before it, where signs are all that marks one.
        """
        super().__init__(notes, lambda _path: "")
        self._escaped = escaped

    def lines(self, blocks: Sequence[Block]) -> tuple[str, ...]:
        """Return blocks as lines, with an empty line between two blocks."""
        return tuple(map(self._kept_apart, super().lines(blocks)))

    def title(self, sentence: Sentence) -> str:
        """Return a heading as one line."""
        return self._kept_apart(self.sentence(sentence))

    def _kept_apart(self, line: str) -> str:
        return _LIKE_MARKS.sub(r"\\", line) if self._escaped else line

    def sentence(self, sentence: Sentence) -> str:
        """Return a sentence, a heading, a cell or a caption as one line."""
        return "".join(map(self._inline, sentence.content))

    def _blocks(self, blocks: Sequence[Block], level: int = 1) -> Lines:
        for number, block in enumerate(blocks):
            if number:
                yield ""
            yield from self._block(block, level)

    def _table(self, table: Table) -> Lines:
        if table.caption:
            yield self.sentence(table.caption)
        for row in (table.head, *table.rows):
            yield self._row(row)

    def _row(self, row: Row) -> str:
        return " | ".join(self.sentence(cell.content) if cell.content else "" for cell in row.cells)

    def _figure(self, figure: Figure, level: int) -> Lines:
        yield self._inline(figure.image)
        if figure.caption:
            yield self.sentence(figure.caption)
        yield from self._blocks(figure.description, level)

    def _inline(self, node: Inline) -> str:
        return self._bare(node)

    def _bare(self, node: Inline) -> str:
        match node:
            case Text() | Term():
                return node.text
            case Abbreviation():
                return f"{node.text} ({node.expansion})" if node.expansion else node.text
            case Image():
                return f"[picture: {'decorative' if node.decorative else node.alt}]"
            case Math():
                return node.say or node.tex
            case NoteReference():
                return f" [note: {self._note(node.note)}]"
            case LineBreak():
                return " "
            case Subscript() | Superscript():
                return plain_text(node)
            case Keyboard() | Isolate() | Span():
                return self._inside(node)
            case Ruby():
                return f"{self._inside(node)} ({node.reading})"
            case Link():
                words = self._inside(node)
                return words if words == node.target else f"{words} ({node.target})"
            case _:
                return super()._bare(node)
