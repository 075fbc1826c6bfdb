"""Opposites that are made of each other: “unsafe” of “safe”, “painless” of “painful”."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from publish.guards.alignment import Comparison
from publish.guards.passages import Passage
from publish.guards.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_SHORTEST = 4


def affixed(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Yield each word of the version that is the made opposite of one of the source, with that one.

    A word that stands in the source itself is passed over, and one that is denied where the other is not.
    """
    source, plain = (_words(passage, comparison.vocabulary) for passage in (comparison.source, comparison.plain))
    vocabulary = comparison.vocabulary
    for stem, (word, denied) in plain.items():
        if stem in source:
            continue
        for other_stem, (other, other_denied) in source.items():
            if other_stem in plain or denied != other_denied:
                continue
            if other_stem in _made_of(word, vocabulary):
                yield word, other


def _words(passage: Passage, vocabulary: Vocabulary) -> Mapping[str, tuple[str, bool]]:
    """Return the words of a passage by their stems, each with whether its sentence denies before it."""
    found: dict[str, tuple[str, bool]] = {}
    for statement in passage.statements:
        for match in _WORD.finditer(statement.text, statement.own):
            if len(match.group()) >= _SHORTEST:
                denied = vocabulary.negation_phrases.matches(statement.text[statement.own : match.start()])
                found.setdefault(vocabulary.stem(match.group()), (match.group(), denied))
    return found


@functools.lru_cache(maxsize=20000)
def _made_of(word: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the stems that a word is the made opposite of."""
    affixes = vocabulary.affixes
    if vocabulary.not_made.matches(word):
        return frozenset()
    bases = [word.removeprefix(prefix) for prefix in affixes.prefixes if word.startswith(prefix)]
    bases += [word.removesuffix(less) + full for full, less in affixes.endings if word.endswith(less)]
    return frozenset(vocabulary.stem(base) for base in bases if len(base) >= _SHORTEST)
