"""What is counted in a text; every formula is a function of it and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What a text holds.

    Attributes:
        sentences: sentences of prose.
        words: what stands between spaces and holds a letter or a digit; a hyphenated word is one.
        letters: letters and digits; marks are not counted.
        syllables: as they are said, and one for each of the signs.
        monosyllables: words of one syllable.
        polysyllables: words of three or more syllables.
        complex_words: polysyllables less the words that Gunning leaves out: names, words joined by hyphens, and verbs
            that have their third syllable from an ending.
        long_words: words of more than six letters.
        signs: words that are figures, symbols or abbreviations, such as “1962”, “27%”, “mg” and “NHS”.
    """

    sentences: int = 0
    words: int = 0
    letters: int = 0
    syllables: int = 0
    monosyllables: int = 0
    polysyllables: int = 0
    complex_words: int = 0
    long_words: int = 0
    signs: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Return the counts of two texts together."""
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in self.__struct_fields__})


def total(counts: Iterable[Counts]) -> Counts:
    """Return the counts of several texts together."""
    return sum(counts, Counts())
