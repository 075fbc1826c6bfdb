"""Finding abbreviations and glossary terms in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from publish.content import Abbreviation, Emphasis, GlossaryEntry, Inline, Isolate, Link, Span, Strong, Term, Text
from publish.findings import Location

_HYPHENS = frozenset("-\u2010\u2011")


class Vocabulary:
    """Marks the abbreviations and the explained words of a text.

    An abbreviation is marked wherever it stands; a term where it first stands in a section, so that a page is not
    strewn with links. What is both is an abbreviation that leads to its definition. “Blood-pressure cuff” is no place
    of the term “blood”. Text in plain language counts for itself, since its readers do not see what it stands for.
    """

    def __init__(self, abbreviations: Mapping[str, str], glossary: Sequence[GlossaryEntry]) -> None:
        self._abbreviations = dict(abbreviations)
        self._terms = {form.casefold(): entry for entry in glossary for form in (entry.term, *entry.forms)}
        forms = sorted({*self._abbreviations, *(f for e in glossary for f in (e.term, *e.forms))}, key=len)
        pattern = "|".join(map(re.escape, reversed(forms)))
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) if forms else None
        self._marked: set[str] = set()
        self._elsewhere: set[str] = set()

    def begin_section(self) -> None:
        """Let every term be marked once more."""
        self._marked.clear()
        self._elsewhere.clear()

    def change_edition(self) -> None:
        """Go from the text as written to its version in plain language, or back."""
        self._marked, self._elsewhere = self._elsewhere, self._marked

    def mark(self, content: Sequence[Inline], *, terms: bool) -> tuple[Inline, ...]:
        """Return inline nodes in which abbreviations and, if asked for, terms are nodes of their own."""
        return tuple(marked for node in content for marked in self._mark_node(node, terms))

    def _mark_node(self, node: Inline, terms: bool) -> Iterator[Inline]:
        if isinstance(node, Text):
            yield from self._mark_text(node, terms)
        elif isinstance(node, Emphasis | Strong | Isolate):
            yield msgspec.structs.replace(node, content=self.mark(node.content, terms=terms))
        elif isinstance(node, Link) or (isinstance(node, Span) and not node.say and not node.language):
            yield msgspec.structs.replace(node, content=self.mark(node.content, terms=False))
        else:
            yield node

    def _mark_text(self, node: Text, terms: bool) -> Iterator[Inline]:
        text, position = node.text, 0
        for match in self._pattern.finditer(text) if self._pattern else ():
            around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
            found = self._find(match[0], node.location, terms and not _HYPHENS.intersection(around))
            if found:
                if match.start() > position:
                    yield Text(text[position : match.start()], location=node.location)
                yield found
                position = match.end()
        if position < len(text) or not text:
            yield Text(text[position:], location=node.location)

    def _find(self, words: str, location: Location | None, terms: bool) -> Inline | None:
        entry = self._terms.get(words.casefold()) if terms else None
        if entry and entry.id in self._marked:
            entry = None
        if entry:
            self._marked.add(entry.id)
        if words in self._abbreviations:
            return Abbreviation(words, self._abbreviations[words], entry.id if entry else "", location=location)
        return Term(entry.id, words, location=location) if entry else None
