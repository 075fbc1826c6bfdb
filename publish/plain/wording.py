"""Content as lines of text that hold all that a reader is told, and nothing that readers do not notice.

The lines are what is hashed, what the lock keeps, and what a review compares. They look like Markdown so that a person
can read them, one line a sentence; ids and the breaks of lines in the source leave no trace in them. They are not meant
to be read back.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, assert_never

from publish.content import (
    Abbreviation,
    Added,
    Admonition,
    Block,
    Code,
    CodeBlock,
    DefinitionList,
    Draft,
    Emphasis,
    Figure,
    Group,
    Image,
    Inline,
    Isolate,
    Keyboard,
    LineBreak,
    Link,
    List,
    Math,
    MathBlock,
    Node,
    Note,
    NoteReference,
    NotYetPlain,
    Paragraph,
    Quotation,
    Row,
    Ruby,
    Section,
    Sentence,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
    ThematicBreak,
)

_MARKS = re.compile(r"([\\*`\[\]{}|~^$])")
_ESCAPED = re.compile(r"\\(.)|`[^`]*`|\$\$?[^$]*\$\$?")  # code and formulas stay as they are
_LINE_STARTS = re.compile(r"(?=[-#>:=!]|\d+\. )")

Lines = Iterator[str]


class Wording:
    """Puts the content of one article into lines."""

    def __init__(self, notes: Iterable[Note], digest_of_picture: Callable[[str], str]) -> None:
        """Take what sentences may refer to.

        Args:
            notes: of the article; a sentence is told with the notes that it refers to.
            digest_of_picture: gives a digest of the picture at a path, so that another picture is another content.
        """
        self._notes: Mapping[str, Note] = {note.id: note for note in notes}
        self._digest_of_picture = digest_of_picture
        self._open_notes: list[str] = []

    def lines(self, blocks: Sequence[Block]) -> tuple[str, ...]:
        """Return blocks as lines, with an empty line between two blocks."""
        return tuple(self._blocks(blocks))

    def sentence(self, sentence: Sentence) -> str:
        """Return a sentence, a heading, a cell or a caption as one line."""
        words = _marked(sentence, "".join(map(self._inline, sentence.content)))
        return _LINE_STARTS.sub(r"\\", words, count=1) if _LINE_STARTS.match(words) else words

    def _blocks(self, blocks: Sequence[Block], level: int = 1) -> Lines:
        for number, block in enumerate(blocks):
            if number:
                yield ""
            marks = _marks(block)
            if marks:
                yield f"{{{marks}}}"
            yield from self._block(block, level)

    def _block(self, block: Block, level: int) -> Lines:
        match block:
            case Section():
                yield f"{'#' * level} {self.sentence(block.title)}"
                if block.body:
                    yield ""
                yield from self._blocks(block.body, level + 1)
            case Paragraph():
                yield from map(self.sentence, block.sentences)
            case List():
                for number, item in enumerate(block.items, block.start):
                    yield from _led(f"{number}. " if block.ordered else "- ", self._blocks(item.body, level))
            case DefinitionList():
                for entry in block.items:
                    yield from map(self.sentence, entry.terms)
                    for definition in entry.definitions:
                        yield from _led(": ", self._blocks(definition.body, level))
            case Table():
                yield from self._table(block)
            case Figure():
                yield from self._figure(block, level)
            case Quotation():
                yield from _led("> ", self._blocks(block.body, level), others="> ")
            case CodeBlock():
                yield f"```{block.syntax}"
                yield from block.text.splitlines()
                yield "```"
            case MathBlock():
                yield f"$${block.tex}$${_said(block.say)}"
            case Admonition():
                title = f" {self.sentence(block.title)}" if block.title else ""
                yield f"[{block.kind}]{title}"
                yield from _led("  ", self._blocks(block.body, level))
            case Group() | NotYetPlain() | Added() | Draft():
                yield from self._blocks(block.body, level)
            case ThematicBreak():
                yield "---"
            case _:
                assert_never(block)

    def _table(self, table: Table) -> Lines:
        if table.caption:
            yield f"= {self.sentence(table.caption)}"
        for row in (table.head, *table.rows):
            yield self._row(row)

    def _row(self, row: Row) -> str:
        cells = (
            f"{'=' if cell.header else ''}{self.sentence(cell.content) if cell.content else ''}" for cell in row.cells
        )
        return f"| {' | '.join(cells)} |"

    def _figure(self, figure: Figure, level: int) -> Lines:
        yield self._inline(figure.image)
        if figure.caption:
            yield f"= {self.sentence(figure.caption)}"
        if figure.description:
            yield from _led("  ", self._blocks(figure.description, level))

    def _inline(self, node: Inline) -> str:
        return _marked(node, self._bare(node))

    def _bare(self, node: Inline) -> str:
        match node:
            case Text() | Term():
                return _escaped(node.text)
            case Abbreviation():
                return f"[{_escaped(node.text)}]{{= {node.expansion}}}"
            case Code():
                return f"`{node.text}`"
            case Image():
                about = "decorative" if node.decorative else self._digest_of_picture(node.source)
                return f"![{node.alt}]({node.source}){{{about}}}"
            case Math():
                return f"${node.tex}${_said(node.say)}"
            case NoteReference():
                return f"[^ {self._note(node.note)}]"
            case LineBreak():
                return "{br}"
            case Emphasis():
                return f"*{self._inside(node)}*"
            case Strong():
                return f"**{self._inside(node)}**"
            case Subscript():
                return f"~{self._inside(node)}~"
            case Superscript():
                return f"^{self._inside(node)}^"
            case Keyboard():
                return f"[{self._inside(node)}]{{kbd}}"
            case Isolate():
                return f"[{self._inside(node)}]{{bdi}}"
            case Ruby():
                return f"[{self._inside(node)}]{{ruby={node.reading}}}"
            case Link():
                title = f' "{node.title}"' if node.title else ""
                return f"[{self._inside(node)}]({node.target}{title})"
            case Span():
                return f"[{self._inside(node)}]{'{keep}' if node.keep else ''}{_said(node.say)}"
            case _:
                assert_never(node)

    def _inside(self, node: Any) -> str:
        return "".join(map(self._inline, node.content))

    def _note(self, identifier: str) -> str:
        note = self._notes.get(identifier)
        if note is None or identifier in self._open_notes:  # a note may refer to itself
            return "…"
        self._open_notes.append(identifier)
        words = " ".join(line for line in self._blocks(note.body) if line)
        self._open_notes.pop()
        return words


def digest(lines: Iterable[str]) -> str:
    """Return the SHA-256 of lines as the lock writes it, the same for all ways to encode the same letters (NFC)."""
    text = unicodedata.normalize("NFC", "\n".join(lines))
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def unescaped(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines as a person reads them, without the strokes that keep signs of the text from those of the form."""
    code = False
    for line in lines:
        fence = line.startswith("```")
        yield line if code or fence else _ESCAPED.sub(lambda match: match[1] or match[0], line)
        code ^= fence


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _led(first: str, lines: Iterable[str], others: str = "") -> Lines:
    for number, line in enumerate(lines):
        yield f"{first if not number else others or ' ' * len(first)}{line}".rstrip()


def _said(words: str) -> str:
    return f"{{say={words}}}" if words else ""


def _marks(node: Node) -> str:
    marks = [f".{name}" for name in node.classes]
    marks += [f"lang={node.language}"] if node.language else []
    marks += [f"dir={node.direction}"] if node.direction else []
    return " ".join(marks)


def _marked(node: Node, words: str) -> str:
    marks = _marks(node)
    return f"[{words}]{{{marks}}}" if marks else words
