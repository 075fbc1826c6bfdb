"""An article as the guards see it: what they need of it for each of its plain blocks, found once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from publish.content.blocks import Paragraph
from publish.content.document import Document, Replacement
from publish.content.inlines import Sentence, Text
from publish.content.metadata import Contact
from publish.content.node import Node
from publish.content.walk import descendants, in_languages
from publish.guards.numerals import quantities
from publish.guards.passages import Passage, passage
from publish.guards.rules.medicines import named, own_texts
from publish.guards.vocabulary import Vocabulary


class Article:
    """A document, and what the guards know of it as a whole.

    Attributes:
        document: the article.
        notes: its notes by their ids.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.notes = {note.id: note for note in document.notes}
        self._places = {node.id: (place, node) for place, node in enumerate(descendants(document.body)) if node.id}
        self._passages: dict[Vocabulary, Passage] = {}
        self._medicines: dict[Vocabulary, frozenset[str]] = {}
        self._amounts: dict[Vocabulary, frozenset[float]] = {}

    @property
    def language(self) -> str:
        """BCP 47 tag."""
        return self.document.metadata.language

    def stood_for(self, replacement: Replacement) -> tuple[Node, ...]:
        """Return what a plain block stands for or leaves out, in the order of the article."""
        found = {target: self._places[target] for target in replacement.targets if target in self._places}
        return tuple(node for _, node in sorted(found.values(), key=lambda each: each[0]))

    @cached_property
    def languages(self) -> Mapping[int, str]:
        """The language of each node, by its identity."""
        return {id(node): own for node, own in in_languages(self.document.body, self.language)}

    @cached_property
    def contacts(self) -> Paragraph:
        """Its contacts, as a paragraph of what they say."""
        ways = (f"{contact.name}: {way}." for contact in self.document.metadata.contacts for way in _ways(contact))
        return Paragraph(sentences=(Sentence(content=(Text(text=" ".join(ways)),)),))

    def passage(self, words: Vocabulary) -> Passage:
        """Return all that the article says, with its notes and its contacts."""
        if words not in self._passages:
            self._passages[words] = passage([*self.document.body, self.contacts], words, self.notes)
        return self._passages[words]

    def medicines(self, words: Vocabulary) -> frozenset[str]:
        """Return the medicines that it names, as the words of a language know them."""
        if words not in self._medicines:
            self._medicines[words] = frozenset(named(own_texts(self.passage(words)), words))
        return self._medicines[words]

    def amounts(self, words: Vocabulary) -> frozenset[float]:
        """Return the values of all numbers in it."""
        if words not in self._amounts:
            self._amounts[words] = frozenset(each.value for each in quantities(self.passage(words), words))
        return self._amounts[words]


def _ways(contact: Contact) -> list[str]:
    ways = (contact.use, contact.phone, contact.text, contact.web, contact.email, contact.hours)
    return [way for way in ways if way]
