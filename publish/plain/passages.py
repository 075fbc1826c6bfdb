"""The plain-language text of an article in passages: each with what it stands for, as one person approves it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from publish.content import (
    Block,
    Document,
    GlossaryEntry,
    Node,
    Replacement,
    Section,
    Sentence,
    beginning,
    children,
    find,
    plain_text,
)
from publish.content.language import primary
from publish.findings import Location, PublishError
from publish.gate import Gate
from publish.plain.wording import Wording, digest

Kind = Literal["title", "summary", "replacement", "omission", "addition"]
TITLE, SUMMARY = "plain-title", "plain-summary"


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of plain-language text, or one decision to leave something out.

    Attributes:
        name: what people call it: the ids of what it stands for, or the field of the front matter.
        kind: what it does.
        place: in ``Document.replacements``; -1 for a field of the front matter.
        location: where it stands in the source.
        language: of the place where it comes to stand; a text that is in another one says so in its lines.
        heading: the headings above it, from the outside in.
        source: what it stands for, as lines; empty for an addition. Of main points: the parts of the text that they sum
            up, one a line, each with the hash of what it says.
        plain: the plain text as lines; for an omission the reason.
        glossary: the words in the plain text that the glossary explains, and what it says of each.
        stands_for: the blocks that it stands for.
        replacement: the block in the source; None for a field of the front matter.
    """

    name: str
    kind: Kind
    place: int
    location: Location
    language: str
    heading: str = ""
    source: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    glossary: Mapping[str, str] = msgspec.field(default_factory=dict)
    stands_for: tuple[Block, ...] = ()
    replacement: Replacement | None = None

    @property
    def words(self) -> str:
        """The first words of what it stands for, or of what it adds; empty for a field of the front matter."""
        told = self.stands_for or (self.replacement.body if self.replacement else ())
        return next(filter(None, map(beginning, told)), "")

    @property
    def source_hash(self) -> str:
        """The hash of what it stands for."""
        return digest(self.source)

    @property
    def plain_hash(self) -> str:
        """The hash of the plain text."""
        return digest(self.plain)

    @property
    def glossary_hash(self) -> str:
        """The hash of the glossary entries that the plain text uses."""
        return digest_of_glossary(self.glossary)


def digest_of_glossary(glossary: Mapping[str, str]) -> str:
    """Return the hash of glossary entries, whatever their order."""
    return digest(f"{term}: {glossary[term]}" for term in sorted(glossary))


def passages(document: Document, gate: Gate, fields: Mapping[str, Location] | None = None) -> tuple[Passage, ...]:
    """Return the plain-language text of a document: title and main points first, then in the order of the source.

    Args:
        fields: where the fields of the head stand.
        gate: leads to the pictures of the article, whose content belongs to what is approved.
    """
    return tuple(_named_apart(_Collector(document, gate, fields or {}).passages()))


def _named_apart(found: Iterator[Passage]) -> Iterator[Passage]:
    seen: Counter[str] = Counter()
    for passage in found:
        seen[passage.name] += 1
        number = seen[passage.name]
        yield passage if number == 1 else msgspec.structs.replace(passage, name=f"{passage.name}:{number}")


class _Collector:
    def __init__(self, document: Document, gate: Gate, fields: Mapping[str, Location]) -> None:
        self._document = document
        self._fields = fields
        self._wording = Wording(document.notes, lambda path: _digest_of_picture(path, gate))
        self._nodes: dict[str, Node] = {}
        self._headings: dict[str, str] = {}
        self._learn(document.body, "")

    def _learn(self, nodes: Sequence[Node], heading: str) -> None:
        waiting = [(node, heading) for node in reversed(nodes)]
        while waiting:
            node, above = waiting.pop()
            if node.id:
                self._nodes.setdefault(node.id, node)
                self._headings.setdefault(node.id, above)
            if isinstance(node, Section):
                above = " > ".join(filter(None, (above, self._wording.sentence(node.title))))
            waiting += [(child, above) for child in reversed(list(children(node)))]

    def passages(self) -> Iterator[Passage]:
        metadata, start = self._document.metadata, Location(self._document.source)
        if metadata.plain_title:
            yield Passage(
                name=TITLE,
                kind="title",
                place=-1,
                location=self._fields.get(TITLE, start),
                language=metadata.language,
                source=(metadata.title,),
                plain=(metadata.plain_title,),
            )
        if metadata.plain_summary:
            yield Passage(
                name=SUMMARY,
                kind="summary",
                place=-1,
                location=self._fields.get(SUMMARY, start),
                language=metadata.language,
                source=tuple(self._parts(self._document.body)),
                plain=metadata.plain_summary,
            )
        for place, replacement in enumerate(self._document.replacements):
            if replacement.omit or replacement.body or replacement.title:
                yield self._passage(place, replacement)

    def _passage(self, place: int, replacement: Replacement) -> Passage:
        targets = [self._nodes[target] for target in replacement.targets if target in self._nodes]
        blocks: tuple[Block, ...] = tuple(targets)  # type: ignore[arg-type]
        anchor = (replacement.targets or (replacement.after,))[0]
        kind = _kind(replacement)
        summed_up = [part for block in blocks for part in (block.body if isinstance(block, Section) else (block,))]
        return Passage(
            name=_name(replacement),
            kind=kind,
            place=place,
            location=replacement.location or Location(self._document.source),
            language=replacement.language or self._document.metadata.language,
            heading=self._heading(anchor, replacement),
            source=tuple(self._parts(summed_up)) if kind == "summary" else self._source(replacement, blocks),
            plain=(replacement.reason,) if replacement.omit else self._plain(replacement),
            glossary=self._explained(replacement),
            stands_for=blocks,
            replacement=replacement,
        )

    def _source(self, replacement: Replacement, blocks: Sequence[Block]) -> tuple[str, ...]:
        """Return what is replaced or left out; of a section its title, where the plain text is a heading alone."""
        titles = [f"# {self._wording.sentence(block.title)}" for block in blocks if isinstance(block, Section)]
        only_titles = replacement.title and not replacement.body and len(titles) == len(blocks)
        return tuple(titles) if only_titles else self._wording.lines(blocks)

    def _parts(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield a line for each part of a text that main points sum up; contacts are one, as points may name them."""
        opening = [block for block in blocks if not isinstance(block, Section)]
        if opening:
            yield _part("The beginning", self._wording.lines(opening))
        for section in blocks:
            if isinstance(section, Section):
                yield _part(self._wording.sentence(section.title), self._wording.lines([section]))
        if self._document.metadata.contacts:
            yield _part("Contacts", [str(msgspec.to_builtins(each)) for each in self._document.metadata.contacts])

    def _heading(self, anchor: str, replacement: Replacement) -> str:
        """Return the headings above; an addition at the start of a section stands below that section's."""
        node, above = self._nodes.get(anchor), self._headings.get(anchor, "")
        if replacement.added and isinstance(node, Section):
            return " > ".join(filter(None, (above, self._wording.sentence(node.title))))
        return above

    def _plain(self, replacement: Replacement) -> tuple[str, ...]:
        title = (f"# {self._wording.sentence(replacement.title)}",) if replacement.title else ()
        body = self._wording.lines(replacement.body)
        kind = (f"[added: {replacement.added}{self._place(replacement)}]",) if replacement.added else ()
        return (*kind, *title, *(("",) if title and body else ()), *body)

    def _place(self, replacement: Replacement) -> str:
        """Tell after which block something is added, since “do this at once” means what stands before it."""
        before = self._nodes.get(replacement.after)
        if before is None or isinstance(before, Section):
            return ""
        lines = self._wording.lines((before,))  # type: ignore[arg-type]
        return f", after “{beginning(before)}” {digest(lines).removeprefix('sha256:')[:16]}"

    def _explained(self, replacement: Replacement) -> dict[str, str]:
        """Return what the glossary says of every word in a text, also where another text has the link to it."""
        words = " ".join(plain_text(sentence) for sentence in find([replacement], Sentence)).casefold()
        own = primary(self._document.metadata.language)
        return {
            entry.term if primary(entry.language) == own else f"{entry.term} ({entry.language})": _told(entry)
            for entry in self._document.glossary
            if _mentions(words, entry)
        }


def names_of_parts(source: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the parts of a text that main points sum up, without their hashes."""
    return tuple(line.rpartition(": ")[0] for line in source)


def _part(name: str, lines: Iterable[str]) -> str:
    return f"{name}: {digest(lines).removeprefix('sha256:')[:16]}"


def _kind(replacement: Replacement) -> Kind:
    if replacement.omit:
        return "omission"
    if replacement.added:
        return "summary" if replacement.targets else "addition"
    return "replacement"


def _name(replacement: Replacement) -> str:
    if replacement.id:
        return replacement.id
    if replacement.added:
        return f"{replacement.after or 'start'}+{replacement.added}"
    return ",".join(replacement.targets)


def _mentions(words: str, entry: GlossaryEntry) -> bool:
    forms = (re.escape(form.casefold()) for form in (entry.term, *entry.forms))
    return re.search(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", words) is not None


def _told(entry: GlossaryEntry) -> str:
    said = "; ".join(filter(None, (entry.say, entry.phonemes and f"/{entry.phonemes}/")))
    return f"{entry.definition} ({said})" if said else entry.definition


def _digest_of_picture(path: str, gate: Gate) -> str:
    try:
        return hashlib.sha256(gate.read(path)).hexdigest()[:16]
    except PublishError:
        return "missing"
