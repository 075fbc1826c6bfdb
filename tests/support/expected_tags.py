"""What the tags of an edition must say, told from the content model alone; and the same told from a finished tag tree.

Both are lists of `Told`, in reading order, so that a test can hold one against the other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from publish.content import (
    Abbreviation,
    Added,
    Admonition,
    Cell,
    Code,
    CodeBlock,
    DefinitionList,
    Draft,
    Edition,
    Emphasis,
    Figure,
    Group,
    Image,
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
    Strong,
    Table,
    Term,
    Text,
    ThematicBreak,
    children,
)
from publish.labels import labels

from .tag_tree import Tag

_CONTAINERS = {"Sect", "L", "LI", "LBody", "Aside", "BlockQuote", "Table", "TR", "Note"}
_BLOCKS = _CONTAINERS | {"P", "Lbl", "Caption"}
_FOLDED = str.maketrans({"\u00ad": "", "\u200b": "", "◦": "•", "▪": "•"})
_SILENT = {"Document", "Div", "Span", "Reference", "THead", "TBody", "Ruby", "RB", "RP", "RT"}


class Told(NamedTuple):
    what: str
    """A type of tag, or `language` or `expansion`."""
    words: str = ""
    of: str = ""
    """The language, expansion, alternative or scope."""


def told_by_tags(tags: Iterable[Tag]) -> list[Told]:
    return [told for tag in tags for each in tag.walk() for told in _told_by_tag(each)]


def _told_by_tag(tag: Tag) -> Iterator[Told]:
    holds_blocks = any(each.type in _BLOCKS for each in tag.walk() if each is not tag)
    words = "" if holds_blocks or tag.type in _CONTAINERS else _words(tag.text)
    if language := tag.properties.get("Lang"):
        yield Told("language", words, language)
    if expansion := tag.properties.get("E"):
        yield Told("expansion", words, expansion)
    match tag.type:
        case "Figure" | "Formula":
            yield Told(tag.type, "", _words(tag.properties.get("Alt", "")))
        case "TH":
            yield Told("TH", words, tag.properties["Scope"])
        case "Link":
            yield Told("Link", words, _words(tag.properties.get("Contents", "")))
        case _ if tag.type not in _SILENT:
            yield Told(tag.type, words)


def told_by_body(edition: Edition) -> list[Told]:
    return list(_Teller(edition).blocks(edition.body, 2, edition.metadata.language))


def told_by_notes(edition: Edition) -> list[Told]:
    teller = _Teller(edition)
    return [told for note in edition.notes for told in teller.block(note, 2, edition.metadata.language)]


class _Teller:
    def __init__(self, edition: Edition) -> None:
        self._labels = labels(edition.metadata.language)

    def blocks(self, nodes: Iterable[Node], level: int, language: str) -> Iterator[Told]:
        for node in nodes:
            yield from self.block(node, level, language)

    def block(self, node: Node, level: int, language: str) -> Iterator[Told]:
        told = list(self._block(node, level, node.language or language))
        if node.language and node.language != language and told:
            inside = self._words_of_block(node)
            yield Told("language", inside, node.language)
        yield from told

    def _words_of_block(self, node: Node) -> str:
        match node:
            case Paragraph():
                return _words(_text(node.sentences))
            case CodeBlock():
                return _words(node.text)
            case Group(body=(Paragraph() as only,)):
                return self._words_of_block(only)
            case _:
                return ""

    def _block(self, node: Node, level: int, language: str) -> Iterator[Told]:
        match node:
            case Section():
                yield Told("Sect")
                yield from self._line(f"H{min(level, 6)}", node.title, language)
                yield from self.blocks(node.body, level + 1, language)
            case Paragraph():
                inside = list(self._inlines(node.sentences, language))
                words = _words(_text(node.sentences))
                if words or inside:
                    yield Told("P", words)
                yield from inside
            case List():
                yield Told("L")
                for number, item in enumerate(node.items, node.start):
                    yield Told("LI")
                    yield Told("Lbl", f"{number}." if node.ordered else "•")
                    yield Told("LBody")
                    yield from self.blocks(item.body, level, language)
            case DefinitionList():
                yield Told("L")
                for item in node.items:
                    yield Told("LI")
                    for term in item.terms:
                        yield from self._line("Lbl", term, language)
                    for definition in item.definitions:
                        yield Told("LBody")
                        yield from self.blocks(definition.body, level, language)
            case Table():
                yield Told("Table")
                if node.caption:
                    yield from self._line("Caption", node.caption, language)
                for row in (node.head, *node.rows):
                    yield from self._row(row, "Column" if row is node.head else "Row", language)
            case Figure():
                yield from self._inlines([node.image], language)
                if node.caption:
                    yield from self._line("Caption", node.caption, language)
                if node.description:
                    yield Told("P", self._labels["description"])
                    yield from self.blocks(node.description, level, language)
            case Quotation():
                yield Told("BlockQuote")
                yield from self.blocks(node.body, level, language)
            case CodeBlock():
                if node.text.strip():
                    yield Told("P", _words(node.text))
                    yield Told("Code", _words(node.text))
            case MathBlock():
                yield Told("Formula", "", _words(node.say or node.tex))
            case Admonition():
                yield Told("Aside")
                label = self._labels[node.kind]
                if node.title:
                    yield Told("P", _words(f"{label}{self._labels['colon']} {_text([node.title])}"))
                    yield from self._inlines([node.title], language)
                else:
                    yield Told("P", label)
                yield from self.blocks(node.body, level, language)
            case NotYetPlain() | Added() | Draft():
                yield Told("Aside")
                yield Told("P", self._labels[node.label])
                yield from self.blocks(node.body, level, language)
            case Note():
                yield Told("Note")
                yield Told("Lbl", str(node.number))
                if node.references:
                    yield Told("Link", str(node.number), self._way_back(node))
                yield from self.blocks(node.body, level, language)
            case Group():
                yield from self.blocks(node.body, level, language)
            case ThematicBreak():
                pass
            case _:
                raise AssertionError(node.type)

    def _way_back(self, note: Note) -> str:
        return f"{self._labels['note']} {note.number}{self._labels['colon']} {self._labels['back_to_text']}"

    def _row(self, row: Row, scope: str, language: str) -> Iterator[Told]:
        yield Told("TR")
        for cell in row.cells:
            yield from self._cell(cell, scope, language)

    def _cell(self, cell: Cell, scope: str, language: str) -> Iterator[Told]:
        if not cell.content:
            yield Told("TD")
            return
        told = Told("TH", _words(_text([cell.content])), scope) if cell.header else None
        yield told or Told("TD", _words(_text([cell.content])))
        yield from self._inlines([cell.content], language)

    def _line(self, what: str, sentence: Sentence, language: str) -> Iterator[Told]:
        words = _words(_text([sentence]))
        if sentence.language and sentence.language != language:
            yield Told("language", words, sentence.language)
        yield Told(what, words)
        yield from self._inlines(sentence.content, sentence.language or language)

    def _inlines(self, nodes: Iterable[Node], language: str) -> Iterator[Told]:
        for node in nodes:
            words = _words(_text([node]))
            inner = node.language or language
            inside = list(self._inlines(children(node), inner))
            if inner != language and (words or inside):
                yield Told("language", words, inner)
            match node:
                case Abbreviation() if node.expansion:
                    if node.entry:
                        yield Told("Link", words, node.expansion)
                    yield Told("expansion", words, node.expansion)
                case Code() if words:
                    yield Told("Code", words)
                case Emphasis() if words or inside:
                    yield Told("Em", words)
                case Strong() if words or inside:
                    yield Told("Strong", words)
                case Link() if words or inside:
                    yield Told("Link", words, _said([node]))
                case Term():
                    yield Told("Link", words, words)
                case NoteReference():
                    yield Told("Link", words, f"{self._labels['note']} {node.number}")
                case Image() if not node.decorative:
                    yield Told("Figure", "", _words(node.alt))
                case Math():
                    yield Told("Formula", "", _words(node.say or node.tex))
            yield from inside


def _text(nodes: Iterable[Node]) -> str:
    return "".join(map(_text_of, nodes))


def _text_of(node: Node) -> str:
    match node:
        case Text() | Code() | Abbreviation() | Term():
            return node.text
        case Image() | Math():
            return ""
        case LineBreak():
            return " "
        case NoteReference():
            return f"[{node.number}]"
        case Ruby():
            return f"{_text(node.content)}({node.reading})"
        case Sentence():
            return _text(node.content) + (" " if node.space_after else "")
        case _:
            return _text(children(node))


def _said(nodes: Iterable[Node]) -> str:
    """The words of a link as a screen reader says them: pictures and formulas by their alternatives."""
    return _words("".join(_said_of(node) for node in nodes))


def _said_of(node: Node) -> str:
    match node:
        case Image():
            return "" if node.decorative else node.alt
        case Math():
            return node.say or node.tex
        case Text() | Code() | Abbreviation() | Term() | LineBreak() | NoteReference() | Ruby():
            return _text_of(node)
        case _:
            return "".join(map(_said_of, children(node)))


def _words(text: str) -> str:
    """Fold what may differ: white space, soft hyphens, and the signs for raised and lowered numbers."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_FOLDED).split())
