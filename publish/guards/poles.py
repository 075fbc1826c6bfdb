"""Words of two poles, such as raise and lower or safe and dangerous, where they stand in a text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.axes import Axis
from publish.guards.clauses import Clause
from publish.guards.passages import Passage, Statement
from publish.guards.phrases import Mention, Phrases
from publish.guards.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_NEAR = 4
_STEM, _GAP, _OPEN = "~", "…", "*"

Side = Literal[0, 1]
Weight = Literal["firm", "also", "loose"]


class Pole(msgspec.Struct, frozen=True, eq=False):
    """A word of an axis, where it stands.

    Attributes:
        axis: the axis.
        side: which of its poles.
        weight: “firm” for a word that tells this pole; “also” for one that does, but is too common to be judged itself;
            “loose” for one that tells it in some sentences only.
        turned: a denial, or a “less”, before it turns it.
        words: the word or words.
        stem: the stem of a single word, else the words.
        start: its first character in the statement's text.
        statement: its sentence.
        clause: its clause.
        keys: what its clause is about, without the word itself.
        whole: what its sentence is about, without the word itself.
    """

    axis: Axis
    side: Side
    weight: Weight
    turned: bool
    words: str
    stem: str
    start: int
    statement: Statement
    clause: Clause
    keys: frozenset[str]
    whole: frozenset[str]

    @property
    def told(self) -> int:
        """The pole that the clause tells in the end."""
        return self.side ^ self.turned


class _Entry(msgspec.Struct, frozen=True):
    axis: Axis
    side: Side
    weight: Weight


class _Lexicon:
    """The axes of one language, by their words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._stems: dict[str, list[_Entry]] = {}
        self._entries: dict[str, _Entry] = {}
        # Longer phrases, and those with a gap or an open end, are looked for apart, so that none hides another.
        phrases: dict[tuple[bool, bool], dict[str, list[str]]] = {}
        for axis in vocabulary.axes:
            for words, side, weight in _lists(axis):
                entry = _Entry(axis, side, weight)
                name = f"{axis.name}/{side}/{weight}"
                self._entries[name] = entry
                for word in words:
                    if word.endswith(_STEM):
                        self._stems.setdefault(vocabulary.stem(word.removesuffix(_STEM)), []).append(entry)
                    else:
                        kind = (" " in word, _GAP in word or _OPEN in word)
                        phrases.setdefault(kind, {}).setdefault(name, []).append(word)
        self._phrases = tuple(Phrases(phrases[kind]) for kind in sorted(phrases, reverse=True))

    def find(self, text: str) -> Iterator[tuple[Mention, str, _Entry]]:
        """Yield each word of an axis in a text, with its stem and what it tells."""
        neutral = self._vocabulary.opposite_neutral_phrases.find(text)
        longer: list[Mention] = []
        for phrases in self._phrases:
            for mention in phrases.find(text):
                entry = self._entries[mention.kind]
                if not _within(mention.start, neutral) and not self._part(mention.start, entry, longer):
                    yield mention, self._vocabulary.stem(mention.text), entry
                    longer += [mention] if " " in mention.text else []
        for match in _WORD.finditer(text):
            stem = self._vocabulary.stem(match.group())
            for entry in self._stems.get(stem, ()):
                if not _within(match.start(), neutral) and not self._part(match.start(), entry, longer):
                    yield Mention("", match.start(), match.end(), match.group()), stem, entry

    def _part(self, place: int, entry: _Entry, longer: Iterable[Mention]) -> bool:
        """Tell whether a word is part of a longer phrase of its axis."""
        return _within(place, [each for each in longer if self._entries[each.kind].axis is entry.axis])


def _lists(axis: Axis) -> Iterator[tuple[Iterable[str], Side, Weight]]:
    yield from ((axis.one, 0, "firm"), (axis.other, 1, "firm"))
    yield from ((axis.one_also, 0, "also"), (axis.other_also, 1, "also"))
    yield from ((axis.one_loosely, 0, "loose"), (axis.other_loosely, 1, "loose"))


def _within(place: int, mentions: Iterable[Mention]) -> bool:
    return any(each.start <= place < each.end for each in mentions)


@functools.cache
def _lexicon(vocabulary: Vocabulary) -> _Lexicon:
    return _Lexicon(vocabulary)


def poles(passage: Passage, comparison: Comparison) -> list[Pole]:
    """Return the words of all axes in a passage, without those of leads."""
    lexicon, vocabulary = _lexicon(comparison.vocabulary), comparison.vocabulary
    found = []
    for statement in passage.statements:
        whole = frozenset(word.key for clause in statement.clauses for word in clause.words)
        numbers = comparison.numbers(passage).get(statement.number, ())
        limits = [(each.start, each.start + len(each.words)) for each in numbers if not each.vague]
        for mention, stem, entry in lexicon.find(statement.text):
            clause = next((each for each in statement.clauses if each.start <= mention.start < each.end), None)
            if clause is None or mention.start < statement.own:
                continue
            if any(_limits(statement.text, mention, *limit, vocabulary) for limit in limits):
                continue
            own = {vocabulary.key(word) for word in mention.text.split()}
            found.append(
                Pole(
                    entry.axis,
                    entry.side,
                    entry.weight,
                    _turned(statement.text, clause, mention, vocabulary),
                    mention.text,
                    stem,
                    mention.start,
                    statement,
                    clause,
                    clause.keys - own,
                    whole - own,
                )
            )
    return found


def _limits(text: str, mention: Mention, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a word only sets a limit to a number: “more than 5”, “5 or more”."""
    words = vocabulary.numbers.words
    if start >= mention.end:
        between = text[mention.end : start].strip()
        return not between or between in words["limit_before"]
    return end <= mention.start and text[end : mention.start].strip() in words["limit_after"]


def _turned(text: str, clause: Clause, mention: Mention, vocabulary: Vocabulary) -> bool:
    """Tell whether a word shortly before turns the pole: “not safe”, “less severe”."""
    before: list[str] = []
    for word in reversed(text[clause.start : mention.start].split()[-_NEAR:]):
        if word in vocabulary.language.joints:
            break
        before.insert(0, word)
    denials = [each for each in vocabulary.negation_phrases.find(" ".join(before)) if each.kind == "negator"]
    if set(before[-2:]) & vocabulary.opposite_separators:
        return len(denials) % 2 == 1
    return len(denials) % 2 == 1 or vocabulary.softeners.matches(" ".join(before[-2:]))
