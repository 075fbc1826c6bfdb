"""The text of an article as the rules see it: passages of sentences, without what is exempt."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from publish.content import (
    Abbreviation,
    Code,
    CodeBlock,
    DefinitionItem,
    Figure,
    Image,
    Keyboard,
    Link,
    Math,
    MathBlock,
    Node,
    Note,
    Paragraph,
    Quotation,
    Row,
    Sentence,
    Strong,
    Table,
    children,
    explained,
    plain_text,
)
from publish.content.blocks import FRAME
from publish.content.characters import INVISIBLE
from publish.content.language import primary
from publish.findings import Location

Kind = Literal[
    "title",
    "heading",
    "prose",
    "cell",
    "caption",
    "alternative",
    "aside",
    "term",
    "note",
    "quotation",
    "definition",
]

EXEMPT = "\ufffc"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MENTION = re.compile(r"“([^“”]*)”|\"([^\"]*)\"|«([^«»]*)»|„([^„“]*)“")
_LONGEST_MENTION = 3
_WORD = re.compile(r"[^\W_](?:[\w'’.,%/:·-]*[\w%])?")


class Stretch(msgspec.Struct, frozen=True):
    """One sentence, or a heading, cell or caption as a whole.

    Attributes:
        text: its words, without the characters that nobody sees. Code, keys, formulas, addresses and words of another
            language are each one sign, ``EXEMPT``, for every character, so that positions and neighbours stay what they
            are.
        starts: the position in the text at which each piece of the source begins.
        locations: where each of the pieces stands in the source.
        abbreviations: those that the author marked, with what they stand for.
        terms: the ids of the glossary entries that it links to.
        strong: all of it is printed strong, as a label before the text is.
        heads: what heads its column and its row, for a cell.
    """

    text: str
    starts: tuple[int, ...]
    locations: tuple[Location, ...]
    abbreviations: tuple[tuple[str, str], ...] = ()
    terms: tuple[str, ...] = ()
    strong: bool = False
    heads: tuple[str, ...] = ()

    @property
    def location(self) -> Location:
        """Where it begins."""
        return self.locations[0]

    @property
    def words(self) -> list[str]:
        """The words and numbers."""
        return _WORD.findall(self.text)

    @property
    def unquoted(self) -> str:
        """The text without mentions: quotation marks around at most three words, which are about the words."""
        return _MENTION.sub(
            lambda match: _blank(match) if len(match[0].split()) <= _LONGEST_MENTION else match[0], self.text
        )

    def at(self, position: int) -> Location:
        """Return where a position of the text stands in the source, as near as the reader told."""
        return self.locations[max(0, bisect_right(self.starts, position) - 1)]


class Passage(msgspec.Struct, frozen=True):
    """A paragraph, or something else that is read as one.

    Attributes:
        kind: what it is; ``prose`` is whole sentences, ``aside`` what an abbreviation stands for, or the
            title of a link.
        language: BCP 47 tag.
    """

    kind: Kind
    sentences: tuple[Stretch, ...]
    language: str

    @property
    def location(self) -> Location:
        """Where it begins."""
        return self.sentences[0].location


def passage_of_text(kind: Kind, text: str, language: str, location: Location) -> Passage:
    """Return a passage of a text that is no node, such as a title."""
    return Passage(kind, (Stretch(_ADDRESS.sub(_blank, _seen(text)), (0,), (location,)),), language)


def passages(nodes: Iterable[Node], language: str, source: Location) -> Iterator[Passage]:
    """Yield the passages of blocks, notes or plain-language blocks, in reading order.

    Args:
        language: BCP 47 tag of the surroundings.
        source: the place that is told where a node knows none.
    """
    asides: set[str] = set()  # told once, however often the abbreviation stands in the text
    for node in nodes:
        for passage in _passages(node, language, source, "prose"):
            if passage.kind == "aside":
                if passage.sentences[0].text in asides:
                    continue
                asides.add(passage.sentences[0].text)
            yield passage


def _passages(node: Node, language: str, location: Location, kind: Kind) -> Iterator[Passage]:
    language, location = node.language or language, node.location or location
    if FRAME in node.classes:
        return  # what a book tells of a chapter is made of its head
    match node:
        case CodeBlock() | MathBlock():
            return
        case Paragraph():
            yield from _passage(kind, node.sentences, language, location)
            return
        case Sentence():
            yield from _passage("heading" if kind == "prose" else kind, (node,), language, location)
            return
        case Image():
            if node.alt and not node.decorative:
                yield passage_of_text("alternative", node.alt, language, location)
            return
        case Quotation():
            kind = "quotation"
        case Note():
            kind = "note"
        case DefinitionItem():
            for term in node.terms:
                yield from _passages(term, language, location, "term")
            for definition in node.definitions:
                yield from _passages(definition, language, location, kind)
            return
        case Figure():
            yield from _passages(node.image, language, location, kind)
            if node.caption:
                yield from _passages(node.caption, language, location, "caption")
            for block in node.description:
                yield from _passages(block, language, location, kind)
            return
        case Table():
            if node.caption:
                yield from _passages(node.caption, language, location, "caption")
            for row in (node.head, *node.rows):
                yield from _cells(row, node.head, language, location)
            return
    for child in children(node):
        yield from _passages(child, language, location, kind)


def _cells(row: Row, head: Row, language: str, location: Location) -> Iterator[Passage]:
    language, location = row.language or language, row.location or location
    across = [plain_text(cell.content) for cell in row.cells if cell.header and cell.content]
    for column, cell in enumerate(row.cells):
        above = head.cells[column].content if row is not head and column < len(head.cells) else None
        heads = (*([plain_text(above)] if above else ()), *(() if cell.header else across))
        for passage in _passages(cell, language, location, "cell"):
            sentences = tuple(msgspec.structs.replace(one, heads=heads) for one in passage.sentences)
            yield msgspec.structs.replace(passage, sentences=sentences)


def _passage(kind: Kind, sentences: Iterable[Sentence], language: str, location: Location) -> Iterator[Passage]:
    stretches = tuple(_stretch(sentence, sentence.language or language, location) for sentence in sentences)
    if any(stretch.text.strip() for stretch in stretches):
        yield Passage(kind, stretches, language)
    for sentence in sentences:
        for node in _inside(sentence):
            if isinstance(node, Image):
                yield from _passages(node, language, location, kind)
            aside = node.expansion if isinstance(node, Abbreviation) else node.title if isinstance(node, Link) else ""
            if aside:
                place = node.location or sentence.location or location
                yield passage_of_text("aside", aside, node.language or language, place)


def _stretch(sentence: Sentence, language: str, around: Location) -> Stretch:
    pieces = [piece for node in sentence.content for piece in _pieces(node, language, sentence.location or around)]
    starts, text = [], ""
    for words, _ in pieces:
        starts.append(len(text))
        text += words
    nodes = list(_inside(sentence))
    return Stretch(
        _ADDRESS.sub(_blank, text),
        tuple(starts) or (0,),
        tuple(location for _, location in pieces) or (sentence.location or around,),
        tuple((node.text, node.expansion) for node in nodes if isinstance(node, Abbreviation)),
        tuple(explained([sentence])),
        all(isinstance(node, Strong) for node in sentence.content),
    )


def _pieces(node: Node, language: str, around: Location) -> Iterator[tuple[str, Location]]:
    location = node.location or around
    if isinstance(node, Image):
        return
    foreign = node.language is not None and primary(node.language) != primary(language)
    if foreign or isinstance(node, Code | Keyboard | Math):
        yield EXEMPT * max(1, len(plain_text(node))), location
    elif any(True for _ in children(node)) and node.type not in ("superscript", "subscript", "ruby"):
        for child in children(node):
            yield from _pieces(child, language, location)
    else:
        yield _seen(plain_text(node)), location


def _seen(text: str) -> str:
    return INVISIBLE.sub("", text)


def _inside(node: Node) -> Iterator[Node]:
    for child in children(node):
        yield child
        yield from _inside(child)


def _blank(match: re.Match[str]) -> str:
    return EXEMPT * len(match[0])
