"""A text as the guards see it: sentences with what they belong to, cut into clauses and words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec
from sentencex import segment

from publish.content.blocks import (
    Admonition,
    Block,
    DefinitionList,
    Figure,
    List,
    Paragraph,
    Section,
    Table,
)
from publish.content.inlines import Abbreviation, Link, Sentence, Span
from publish.content.node import Node
from publish.content.walk import children, find, plain_text
from publish.guards.phrases import Phrases
from publish.guards.vocabulary import Vocabulary

Kind = Literal["prose", "heading"]

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+(?:\.\d+)?")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_STOPS = re.compile(r"[;?!]|(?<![\w ]) ?[–—] |(?<=\w) [–—] |:(?=\s)|(?<!e\.g)(?<!i\.e)(?<!\bvs)(?<!approx)(?<!\bdr)(?<!etc)\.(?=\s)")
_ASIDE = re.compile(r"\(([^()]*)\)|, ((?:which|who|whose) [^,.;:()]+)(?=, )")
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|„([^“]+)“")


class Word(msgspec.Struct, frozen=True):
    """A word that tells what its clause is about: its place, and its key (``Vocabulary.key``)."""

    start: int
    end: int
    text: str
    key: str


class Clause(msgspec.Struct, frozen=True, eq=False):
    """A part of a sentence that makes one statement.

    Attributes:
        start: its first character in the sentence's text.
        end: the character after its last.
        text: its words, in small letters.
        words: those of them that tell what it is about.
        asked: it is a question, and so states nothing.
        own: it stands in the sentence itself, and not in the lead of its list or the question before it.
        unit: the number of its sentence.
        aside: it stands in brackets.
        goes_on: it has no subject of its own, and is about what the clause before it is about.
    """

    start: int
    end: int
    text: str
    words: tuple[Word, ...]
    asked: bool
    own: bool
    unit: int
    aside: bool = False
    goes_on: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """What the clause is about."""
        return frozenset(word.key for word in self.words)

    @property
    def topics(self) -> frozenset[str]:
        """What the clause is about, without its numbers."""
        return frozenset(word.key for word in self.words if not word.key[0].isdigit())




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


def passage(text: str | Iterable[Node], vocabulary: Vocabulary) -> Passage:
    """Return a text or the nodes of a document as a passage.

    Args:
        text: plain text, one paragraph or list item a line; or blocks or sentences.
    """
    if isinstance(text, str):
        lines = [_Line(sentence) for line in text.splitlines() for sentence in _sentences(line)]
        nodes: list[Node] = []
    else:
        nodes = list(text)
        lines = list(_lines(nodes, ""))
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


def _sentences(line: str) -> list[str]:
    line = re.sub(r"^\s*(?:[-*•>]|\d+[.)])\s+", "", line).replace("**", "").replace("*", "").strip()
    return [sentence.strip() for sentence in segment("en", line) if sentence.strip()] if line else []


def _lines(nodes: Sequence[Node], lead: str) -> Iterator[_Line]:
    said = lead
    for node in nodes:
        match node:
            case Sentence():
                yield _Line(plain_text(node), lead, node=node)
            case Section():
                yield _Line(plain_text(node.title), kind="heading", node=node.title)
                yield from _lines(node.body, "")
                said = ""
            case Paragraph():
                yield from _lines(node.sentences, lead)
                last = plain_text(node.sentences[-1]) if node.sentences else ""
                said = last if last and last[-1] not in ".!?" else ""
                continue
            case List():
                for item in node.items:
                    yield from _lines(item.body, said)
                said = lead
            case Table():
                yield from _table(node)
            case DefinitionList():
                for entry in node.items:
                    terms = " ".join(plain_text(term) for term in entry.terms)
                    yield from (_Line(plain_text(term), kind="heading", node=term) for term in entry.terms)
                    for definition in entry.definitions:
                        yield from _lines(definition.body, f"{terms}:")
            case Figure():
                yield _Line(node.image.alt, node=node)
                if node.caption:
                    yield _Line(plain_text(node.caption), node=node.caption)
                yield from _lines(node.description, "")
            case Admonition():
                if node.title:
                    yield _Line(plain_text(node.title), kind="heading", node=node.title)
                yield from _lines(node.body, lead)
            case _:
                inner = [child for child in children(node) if not isinstance(child, Sentence)]
                yield from (_Line(plain_text(child), node=child) for child in children(node) if isinstance(child, Sentence))
                yield from _lines(inner, lead)
        said = lead if not isinstance(node, Paragraph) else said


def _table(table: Table) -> Iterator[_Line]:
    if table.caption:
        yield _Line(plain_text(table.caption), kind="heading", node=table.caption)
    heads = [plain_text(cell.content) if cell.content else "" for cell in table.head.cells]
    yield from (_Line(head, kind="heading", node=table) for head in heads if head)
    for row in table.rows:
        first = plain_text(row.cells[0].content) if row.cells and row.cells[0].content else ""
        for column, cell in enumerate(row.cells):
            if cell.content:
                for sentence in _sentences(plain_text(cell.content)):
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
        short = len([word for word in _WORD.findall(own) if vocabulary.key(word)]) <= 3
        answer = bool(words) and words[0].strip(".,:;!") in vocabulary.language.answers and short
        lead = lead.rstrip("? ") + (" " if answer else " ? ")
    elif lead:
        lead += " "
    text = lead + own
    return Statement(number, line.raw, text, len(lead), line.kind, _clauses(text, len(lead), number, vocabulary), line.node)


def _clauses(text: str, own: int, number: int, vocabulary: Vocabulary) -> tuple[Clause, ...]:
    asides = [
        match.span(match.lastindex or 1)
        for match in _ASIDE.finditer(text)
        if len((match.group(match.lastindex or 1)).split()) > 1
    ]
    main = text
    for start, end in asides:
        main = f"{main[: start - 1]}{' ' * (end - start + 2)}{main[end + 1 :]}"
    cuts = {0, len(text)}
    for match in _STOPS.finditer(main):
        before = main[max(cut for cut in cuts if cut <= match.start()) : match.start()]
        label = before[max(0, own - (match.start() - len(before))) :]
        if match.group() != ":" or len(label.split()) > 4 or vocabulary.negation_phrases.matches(label):
            cuts.add(match.end())
    cuts |= {mention.start for mention in _clause_starts(vocabulary).find(main)}
    if own and "?" in text[:own]:
        cuts.add(own)
    for start, end in itertools.pairwise(sorted(cuts)):
        if main[start:end].startswith(tuple(f"{word} " for word in vocabulary.language.hanging)) and ", " in main[start:end]:
            cuts.add(main.index(", ", start))
    joined = set(_joined(main, sorted(cuts), vocabulary))
    joined |= {cut for cut in cuts if main[cut : cut + 4] in ("and ", "but ")}
    cuts |= joined
    spans = [(start, end, False) for start, end in itertools.pairwise(sorted(cuts))]
    spans += [(start, end, True) for start, end in asides]
    clauses: list[Clause] = []
    for start, end, aside in sorted(spans):
        part = (text if aside else main)[start:end]
        if not part.strip(" .,;:()"):
            continue
        words = tuple(
            Word(start + match.start(), start + match.end(), match.group(), key)
            for match in _WORD.finditer(part)
            if (key := vocabulary.key(match.group()))
        )
        goes_on = bool(clauses) and not aside and start > own
        told = not words and bool(set(_TOKEN.findall(part)) & vocabulary.language.pronouns)
        goes_on = goes_on and (told or (start in joined and _subjectless(part, vocabulary)))
        if goes_on:
            before = next((each for each in clauses[::-1] if not each.aside), None)
            words = (*(_subject(before, vocabulary) if before else ()), *words)
        clauses.append(Clause(start, end, part, words, part.rstrip().endswith("?"), end > own, number, aside, goes_on))
    return tuple(clauses)


def _subject(clause: Clause, vocabulary: Vocabulary) -> tuple[Word, ...]:
    """Return the words before the verb of a clause, or all where it has none that is known."""
    verb = next((m.start() for m in _TOKEN.finditer(clause.text) if m.group() in vocabulary.language.verbs), 0)
    return tuple(word for word in clause.words if word.start < clause.start + verb) or clause.words


def _subjectless(part: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a clause begins with its verb: “and must be avoided” goes on about what came before."""
    words = _TOKEN.findall(part)
    return len(words) > 1 and words[0] in ("and", "or", "but") and words[1] in vocabulary.language.helpers


def _joined(text: str, cuts: Sequence[int], vocabulary: Vocabulary) -> Iterator[int]:
    """Yield where “and” joins two statements, and not two words."""
    verbs = vocabulary.language.verbs
    for start, end in itertools.pairwise(cuts):
        left = start
        for match in re.finditer(r",? (?:and|but) |, ", text[start:end]):
            place = start + match.start()
            before, after = set(_TOKEN.findall(text[left:place])), _TOKEN.findall(text[start + match.end() : end])
            reach = len(after) if match.group().startswith(", and") else 4 if match.group() != ", " else 2
            if before & verbs and set(after[:reach]) & verbs:
                yield place
                left = place


_STARTS: dict[int, Phrases] = {}


def _clause_starts(vocabulary: Vocabulary) -> Phrases:
    if id(vocabulary) not in _STARTS:
        _STARTS[id(vocabulary)] = Phrases({"start": vocabulary.language.clause_starts})
    return _STARTS[id(vocabulary)]
