"""Nodes that stand on their own lines, and the sections that hold them."""

from __future__ import annotations

from typing import Literal, Union

from publish.content.inlines import Image, Sentence
from publish.content.node import Node

AdmonitionKind = Literal["key", "warning", "help", "note"]
Alignment = Literal["start", "center", "end"]
FRAME = "publish-frame"


class Section(Node, frozen=True):
    """A part of the article under a heading. Sections nest: a level cannot be skipped.

    Attributes:
        body: blocks first, then the sections inside this one.
    """

    title: Sentence
    body: tuple[Block, ...] = ()


class Paragraph(Node, frozen=True):
    """A paragraph of prose."""

    sentences: tuple[Sentence, ...]


class ListItem(Node, frozen=True):
    """One item of a list."""

    body: tuple[Block, ...]


class List(Node, frozen=True):
    """A list.

    Attributes:
        ordered: whether the order carries meaning.
        start: the number of the first item of an ordered list.
        tight: whether the items follow each other without blank lines in the source.
    """

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    tight: bool = True


class Definition(Node, frozen=True):
    """One definition of the terms above it."""

    body: tuple[Block, ...]


class DefinitionItem(Node, frozen=True):
    """One or more terms with one or more definitions."""

    terms: tuple[Sentence, ...]
    definitions: tuple[Definition, ...]


class DefinitionList(Node, frozen=True):
    """Terms and what they mean."""

    items: tuple[DefinitionItem, ...]


class Cell(Node, frozen=True):
    """A cell of a table.

    Attributes:
        content: what stands in it, spoken as a whole; None when it is empty.
        header: whether it heads its row or column.
        alignment: where its text leans.
    """

    content: Sentence | None = None
    header: bool = False
    alignment: Alignment = "start"


class Row(Node, frozen=True):
    """A row of a table."""

    cells: tuple[Cell, ...]


class Table(Node, frozen=True, kw_only=True):
    """A table of data.

    Attributes:
        head: the row that heads the columns.
        rows: the other rows, each with as many cells as the head.
    """

    caption: Sentence | None = None
    head: Row
    rows: tuple[Row, ...]


class Figure(Node, frozen=True):
    """A picture that stands on its own, with its caption and its long description."""

    image: Image
    caption: Sentence | None = None
    description: tuple[Block, ...] = ()


class Quotation(Node, frozen=True):
    """Somebody else's words."""

    body: tuple[Block, ...]


class CodeBlock(Node, frozen=True):
    """Lines for or from a machine, kept to the letter.

    Attributes:
        syntax: the computer language, as the author named it.
    """

    text: str
    syntax: str = ""


class MathBlock(Node, frozen=True):
    """A formula on a line of its own; see ``Math`` for its parts."""

    tex: str
    mathml: str
    say: str = ""


class Admonition(Node, frozen=True, kw_only=True):
    """A box that a reader must not miss: a key point, a warning, a way to get help, or a note.

    Attributes:
        title: the author's own title; None where the kind's usual word serves.
    """

    kind: AdmonitionKind
    title: Sentence | None = None
    body: tuple[Block, ...]


class Group(Node, frozen=True):
    """Blocks that share a language, a direction or a class (``::: {lang=fr}``).

    One with the class ``FRAME`` tells about a part of the publication, and is the same in every edition.
    """

    body: tuple[Block, ...]


class ThematicBreak(Node, frozen=True):
    """A change of subject without a heading."""


class NotYetPlain(Node, frozen=True):
    """Original text in the plain edition, where no plain version is approved yet. Only editions hold it."""

    body: tuple[Block, ...]

    @property
    def label(self) -> str:
        """The name of the words that label it."""
        return "not_yet_plain"


class Added(Node, frozen=True):
    """What the plain edition says and the article does not. Only editions hold it, and every format labels it."""

    body: tuple[Block, ...]

    @property
    def label(self) -> str:
        """The name of the words that label it."""
        return "added"


class Draft(Node, frozen=True, kw_only=True):
    """Plain-language text that nobody has approved as it stands. Only editions hold it, and every format labels it.

    Attributes:
        body: the text; empty where all of it is a heading, or where it leaves a part of the article out.
        standing: ``draft`` if it was never approved, ``stale`` if something has changed since.
        omission: it stands for a part of the article that the plain edition is to leave out.
        heading: the heading of the section that it opens is no more approved than its text.
    """

    body: tuple[Block, ...] = ()
    standing: Literal["draft", "stale"] = "draft"
    omission: bool = False
    heading: bool = False

    @property
    def label(self) -> str:
        """The name of the words that label it."""
        if self.omission:
            return "draft_omission"
        name = "draft_heading" if self.heading else "draft"
        return f"{name}_stale" if self.standing == "stale" else name


Block = Union[
    Section,
    Paragraph,
    List,
    DefinitionList,
    Table,
    Figure,
    Quotation,
    CodeBlock,
    MathBlock,
    Admonition,
    Group,
    ThematicBreak,
    NotYetPlain,
    Added,
    Draft,
]


class Note(Node, frozen=True):
    """A footnote or endnote.

    Attributes:
        number: the number that readers see.
        references: the ids of the places in the text that lead here, for the ways back.
    """

    number: int
    body: tuple[Block, ...]
    references: tuple[str, ...] = ()
