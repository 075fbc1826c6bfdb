"""Explaining words where they first stand in the plain edition, in the words of the glossary.

The explanation follows the block as a list of definitions, which every format shows and every voice reads. No approved
sentence is touched. A word that the text itself explains is left alone, and so is an original that is not yet plain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from publish.checks.explained import Running
from publish.checks.language_data import languages_with
from publish.checks.passages import Passage, passages
from publish.content import (
    Abbreviation,
    Added,
    Admonition,
    Block,
    Definition,
    DefinitionItem,
    DefinitionList,
    Draft,
    Edition,
    GlossaryEntry,
    Group,
    NotYetPlain,
    Paragraph,
    Section,
    Sentence,
    Term,
    Text,
    descendants,
    explained,
)
from publish.content.blocks import FRAME
from publish.content.language import primary
from publish.findings import Location

CLASS = "publish-explained"
_HOLD_BLOCKS = (Section, Group, Admonition, Added, Draft)
_NO_PLACE = Location("")


def with_explanations(edition: Edition) -> Edition:
    """Return a plain edition in which the glossary explains each word once, after the block where it first stands.

    An edition of another kind is returned as it is.
    """
    if edition.name != "plain" or not edition.glossary:
        return edition
    return msgspec.structs.replace(edition, body=tuple(_Explaining(edition).blocks(edition.body)))


class _Explaining:
    def __init__(self, edition: Edition) -> None:
        self._language = edition.metadata.language
        self._waiting: dict[str, GlossaryEntry] = {entry.id: entry for entry in edition.glossary}
        terms = [node for block in edition.body for node in descendants([block]) if isinstance(node, DefinitionItem)]
        self._listed = _Words(self._language, tuple(passages(terms, self._language, _NO_PLACE)))

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, NotYetPlain) or FRAME in block.classes:
                yield block
            elif isinstance(block, _HOLD_BLOCKS):
                yield msgspec.structs.replace(block, body=tuple(self.blocks(block.body)))
            else:
                yield block
                yield from self._explanation(block)

    def _explanation(self, block: Block) -> Iterator[Block]:
        """Yield a list of the words that first stand in a block, if it leaves any of them unexplained."""
        found = {each: self._waiting.pop(each) for each in explained([block]) if each in self._waiting}
        words = _Words(self._language, tuple(passages([block], self._language, _NO_PLACE))) if found else None
        entries = [
            entry
            for entry in found.values()
            if words and not words.explain(entry, block) and not self._listed.list(entry)
        ]
        if entries:
            items = tuple(map(self._item, entries))
            listed = DefinitionList(items, id=f"{entries[0].id}-explained-list")
            yield Group((listed,), id=f"{entries[0].id}-explained", classes=(CLASS,))

    def _item(self, entry: GlossaryEntry) -> DefinitionItem:
        name = f"{entry.id}-explained"
        foreign = entry.language if primary(entry.language) != primary(self._language) else None
        term = Sentence((Text(entry.term),), id=f"{name}-term", language=foreign)
        meaning = Sentence((Text(entry.definition),), id=f"{name}-meaning", language=foreign)
        return DefinitionItem((term,), (Definition((Paragraph((meaning,), id=f"{name}-text"),)),))


class _Words:
    """What some passages explain by themselves; nothing is seen in a language without data on explaining."""

    def __init__(self, language: str, found: tuple[Passage, ...]) -> None:
        known = primary(language) in languages_with("explaining")
        self._running = Running(language, found) if known else None

    def explain(self, entry: GlossaryEntry, block: Block) -> bool:
        """Tell whether a word of the glossary is explained where it stands."""
        if self._running is None:
            return False
        forms = {entry.term, *entry.forms, *_as_written(entry.id, block)}
        return any(
            self._running.explains(form, around)
            for sentence, around in self._running.first
            if entry.id in sentence.terms
            for form in forms
            if form.casefold() in sentence.text.casefold()
        )

    def list(self, entry: GlossaryEntry) -> bool:
        """Tell whether the author lists the word with a definition."""
        return self._running is not None and any(map(self._running.listed, (entry.term, *entry.forms)))


def _as_written(entry: str, block: Block) -> Iterator[str]:
    for node in descendants([block]):
        if isinstance(node, Term | Abbreviation) and node.entry == entry:
            yield node.text
