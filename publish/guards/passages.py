"""A text as the guards see it: sentences with what they belong to, cut into clauses and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from sentencex import segment

from publish.content.blocks import (
    Admonition,
    CodeBlock,
    DefinitionList,
    Figure,
    List,
    MathBlock,
    Note,
    Paragraph,
    Section,
    Table,
)
from publish.content.inlines import Abbreviation, Link, Sentence, Span
from publish.content.node import Node
from publish.content.walk import children, find, notes_of, plain_text
from publish.guards.clauses import WORD, Clause, clauses_of
from publish.guards.vocabulary import Vocabulary

Kind = Literal["prose", "heading"]

_NO_NOTES: Mapping[str, Note] = {}
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|„([^“]+)“")


class Statement(msgspec.Struct, frozen=True, eq=False):
    """A sentence, list item, cell or heading, with the lead or the question that it completes.

    Attributes:
        number: its place in the passage.
        raw: its own words, as a reader sees them.
        text: in small letters, with straight apostrophes; the lead or the question comes first.
        own: where in ``text`` its own words begin.
        kind: whether it is a heading.
        clauses: its parts.
        node: where it comes from, if from a document.
    """

    number: int
    raw: str
    text: str
    own: int
    kind: Kind
    clauses: tuple[Clause, ...]
    node: Node | None = None


class Passage(msgspec.Struct, frozen=True, eq=False):
    """A whole text.

    Attributes:
        statements: its sentences, in order.
        raw: all words, one statement a line.
        links: the addresses that it leads to.
        expansions: abbreviations that the article explains elsewhere, with what they stand for.
        kept: words that the author marked to be kept.
    """

    statements: tuple[Statement, ...]
    raw: str
    links: tuple[str, ...] = ()
    expansions: tuple[tuple[str, str], ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def clauses(self) -> Iterator[Clause]:
        """The clauses of all statements but headings."""
        return (clause for statement in self.statements for clause in statement.clauses if statement.kind == "prose")


class _Line(msgspec.Struct):
    raw: str
    lead: str = ""
    kind: Kind = "prose"
    node: Node | None = None


def passage(text: str | Iterable[Node], vocabulary: Vocabulary, notes: Mapping[str, Note] = _NO_NOTES) -> Passage:
    """Return a text or the nodes of a document as a passage.

    Args:
        text: plain text, one paragraph or list item a line; or blocks or sentences.
        notes: of the document, by their ids; those that the text refers to are part of it.
    """
    if isinstance(text, str):
        lines = [_Line(sentence) for line in text.splitlines() for sentence in _sentences(line, vocabulary)]
        nodes: list[Node] = []
    else:
        nodes = list(text)
        nodes += notes_of(nodes, notes)
        lines = [*_lines(nodes, "", vocabulary), *_asides(nodes)]
    merged = _with_questions(lines, vocabulary)
    statements = tuple(_statement(number, line, vocabulary) for number, line in enumerate(merged))
    return Passage(
        statements,
        "\n".join(line.raw for line in lines),
        tuple(link.target for link in find(nodes, Link)),
        tuple((each.text, each.expansion) for each in find(nodes, Abbreviation)),
        tuple(plain_text(span) for span in find(nodes, Span) if span.keep),
    )


def quoted(text: str) -> list[str]:
    """Return what stands between quotation marks in a text."""
    return [next(group for group in match.groups() if group) for match in _QUOTED.finditer(text)]


def normal(text: str) -> str:
    """Return a text in small letters, with one kind of space and apostrophe."""
    text = text.replace("’", "'").replace("‘", "'").replace("\u2060", "")
    text = re.sub(r"[\s\u00a0\u202f\u2009]", " ", text)
    return text.lower()


def _sentences(line: str, vocabulary: Vocabulary) -> list[str]:
    line = re.sub(r"^\s*(?:[-*•>]|\d+[.)])\s+", "", line).replace("**", "").replace("*", "").strip()
    return [sentence.strip() for sentence in segment(vocabulary.tag, line) if sentence.strip()] if line else []


def _lines(nodes: Sequence[Node], lead: str, vocabulary: Vocabulary) -> Iterator[_Line]:
    said = lead
    for node in nodes:
        match node:
            case Sentence():
                yield _Line(plain_text(node), lead, node=node)
            case Section():
                yield _Line(plain_text(node.title), kind="heading", node=node.title)
                yield from _lines(node.body, "", vocabulary)
                said = ""
            case Paragraph():
                yield from _lines(node.sentences, lead, vocabulary)
                last = plain_text(node.sentences[-1]) if node.sentences else ""
                said = last if last and last[-1] not in ".!?" else ""
                continue
            case List():
                for item in node.items:
                    yield from _lines(item.body, said, vocabulary)
                said = lead
            case Table():
                yield from _table(node, vocabulary)
            case DefinitionList():
                for entry in node.items:
                    terms = " ".join(plain_text(term) for term in entry.terms)
                    yield from (_Line(plain_text(term), kind="heading", node=term) for term in entry.terms)
                    for definition in entry.definitions:
                        yield from _lines(definition.body, f"{terms}:", vocabulary)
            case Figure():
                yield _Line(node.image.alt, node=node)
                if node.caption:
                    yield _Line(plain_text(node.caption), node=node.caption)
                yield from _lines(node.description, "", vocabulary)
            case CodeBlock():
                yield from (_Line(line, node=node) for line in node.text.splitlines() if line.strip())
            case MathBlock():
                yield _Line(node.say or node.tex, node=node)
            case Admonition():
                if node.title:
                    yield _Line(plain_text(node.title), kind="heading", node=node.title)
                yield from _lines(node.body, lead, vocabulary)
            case _:
                inner = [child for child in children(node) if not isinstance(child, Sentence)]
                yield from (
                    _Line(plain_text(child), node=child) for child in children(node) if isinstance(child, Sentence)
                )
                yield from _lines(inner, lead, vocabulary)
        said = lead if not isinstance(node, Paragraph) else said


def _asides(nodes: Sequence[Node]) -> Iterator[_Line]:
    """Yield what readers are told beside the text, each once: what abbreviations stand for, and titles of links."""
    for short, expansion in dict.fromkeys((each.text, each.expansion) for each in find(nodes, Abbreviation)):
        yield _Line(f"{short} ({expansion})")
    yield from (_Line(title) for title in dict.fromkeys(link.title for link in find(nodes, Link)) if title)


def _table(table: Table, vocabulary: Vocabulary) -> Iterator[_Line]:
    if table.caption:
        yield _Line(plain_text(table.caption), kind="heading", node=table.caption)
    heads = [plain_text(cell.content) if cell.content else "" for cell in table.head.cells]
    yield from (_Line(head, kind="heading", node=table) for head in heads if head)
    for row in table.rows:
        first = plain_text(row.cells[0].content) if row.cells and row.cells[0].content else ""
        for column, cell in enumerate(row.cells):
            if cell.content:
                for sentence in _sentences(plain_text(cell.content), vocabulary):
                    yield _Line(sentence, f"{first}:" if column else "", node=cell.content)


def _with_questions(lines: Sequence[_Line], vocabulary: Vocabulary) -> list[_Line]:
    """Give each sentence that follows a question that question as its lead."""
    merged: list[_Line] = []
    for line in lines:
        before = merged[-1] if merged else None
        if before and before.kind == "prose" and before.raw.rstrip("*").endswith("?") and not line.raw.endswith("?"):
            line = _Line(line.raw, before.raw if not line.lead else line.lead, line.kind, line.node)
        merged.append(line)
    return merged


def _statement(number: int, line: _Line, vocabulary: Vocabulary) -> Statement:
    lead = normal(line.lead).rstrip(": ")
    own = normal(line.raw)
    if lead.endswith("?"):
        words = own.split()
        short = len([word for word in WORD.findall(own) if vocabulary.key(word)]) <= 3
        answer = bool(words) and words[0].strip(".,:;!") in vocabulary.language.answers and short
        lead = lead.rstrip("? ") + (" " if answer else " ? ")
    elif lead:
        lead += " "
    text = lead + own
    return Statement(
        number, line.raw, text, len(lead), line.kind, clauses_of(text, len(lead), number, vocabulary), line.node
    )
