"""Cutting sentences into clauses, each of which makes one statement."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

import msgspec

from publish.guards.vocabulary import Vocabulary

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+(?:\.\d+)?")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LABEL = 4


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


def clauses_of(text: str, own: int, number: int, vocabulary: Vocabulary) -> tuple[Clause, ...]:
    """Cut a sentence into clauses.

    Args:
        text: the sentence in small letters, after its lead.
        own: where its own words begin.
        number: its place in the passage.
        vocabulary: the words of its language.
    """
    grammar = _grammar(vocabulary)
    asides = [
        match.span(match.lastindex or 1)
        for match in grammar.asides.finditer(text)
        if len(match.group(match.lastindex or 1).split()) > 1
    ]
    main = text
    for start, end in asides:
        main = f"{main[: start - 1]}{' ' * (end - start + 2)}{main[end + 1 :]}"
    cuts = grammar.cuts(main, own)
    joined = set(grammar.joints(main, sorted(cuts))) | {cut for cut in cuts if grammar.joint.match(main, cut)}
    spans = [(start, end, False) for start, end in itertools.pairwise(sorted(cuts | joined))]
    spans += [(start, end, True) for start, end in asides]
    clauses: list[Clause] = []
    for start, end, aside in sorted(spans):
        part = (text if aside else main)[start:end]
        if not part.strip(" .,;:()"):
            continue
        words = tuple(
            Word(start + match.start(), start + match.end(), match.group(), key)
            for match in WORD.finditer(part)
            if (key := vocabulary.key(match.group()))
        )
        pronoun = not words and bool(set(_TOKEN.findall(part)) & vocabulary.language.pronouns)
        goes_on = pronoun or (start in joined and grammar.subjectless(part))
        goes_on = goes_on and bool(clauses) and not aside and start > own
        leader = next((each for each in clauses[::-1] if not each.aside), None)
        if goes_on and leader:
            words = (*grammar.subject(leader), *words)
        clauses.append(Clause(start, end, part, words, part.rstrip().endswith("?"), end > own, number, aside, goes_on))
    return tuple(clauses)


class _Grammar:
    """How one language joins clauses."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        language = vocabulary.language
        relatives, joints = "|".join(language.relatives), "|".join(language.joints)
        kept = "".join(rf"(?<!\b{re.escape(word)})" for word in language.abbreviated)
        self._stops = re.compile(rf"[;?!]|(?<![\w ]) ?[–—] |(?<=\w) [–—] |:(?=\s)|{kept}\.(?=\s)")
        self.asides = re.compile(rf"\(([^()]*)\)|, ((?:{relatives}) [^,.;:()]+)(?=, )")
        self.joint = re.compile(rf"(?:{joints}) ")
        self._joints = re.compile(rf"(?P<comma>,)? (?P<word>{joints}) |, ")
        self._hanging = tuple(f"{word} " for word in language.hanging)

    def cuts(self, text: str, own: int) -> set[int]:
        """Return where clauses begin by their signs and their first words."""
        cuts = {0, len(text)}
        for match in self._stops.finditer(text):
            label = text[max(own, max(cut for cut in cuts if cut <= match.start())) : match.start()]
            short = len(label.split()) <= _LABEL and not self._vocabulary.negation_phrases.matches(label)
            if match.group() != ":" or not short:
                cuts.add(match.end())
        cuts |= {mention.start for mention in self._vocabulary.clause_starts.find(text)}
        if own and "?" in text[:own]:
            cuts.add(own)
        for start, end in itertools.pairwise(sorted(cuts)):
            if text[start:end].startswith(self._hanging) and ", " in text[start:end]:
                cuts.add(text.index(", ", start))
        return cuts

    def joints(self, text: str, cuts: Sequence[int]) -> Iterator[int]:
        """Yield where “and” joins two statements, and not two words."""
        verbs = self._vocabulary.language.verbs
        for start, end in itertools.pairwise(cuts):
            left = start
            for match in self._joints.finditer(text[start:end]):
                place = start + match.start()
                before, after = set(_TOKEN.findall(text[left:place])), _TOKEN.findall(text[start + match.end() : end])
                reach = 2 if not match["word"] else len(after) if match["comma"] else 4
                if before & verbs and set(after[:reach]) & verbs:
                    yield place
                    left = place

    def subject(self, clause: Clause) -> tuple[Word, ...]:
        """Return the words before the verb of a clause, or all where it has none that is known."""
        verbs = self._vocabulary.language.verbs
        verb = next((match.start() for match in _TOKEN.finditer(clause.text) if match.group() in verbs), 0)
        return tuple(word for word in clause.words if word.start < clause.start + verb) or clause.words

    def subjectless(self, part: str) -> bool:
        """Tell whether a clause begins with its verb: “and must be avoided” goes on about what came before."""
        words, language = _TOKEN.findall(part), self._vocabulary.language
        return len(words) > 1 and words[0] in language.joints and words[1] in language.helpers


@functools.cache
def _grammar(vocabulary: Vocabulary) -> _Grammar:
    return _Grammar(vocabulary)
