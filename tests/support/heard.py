"""What a transcript got right: words, numbers and names, each word of the text beside the one that was heard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from .recogniser import normalised_words


class Score(NamedTuple):
    """How many of the things were heard right, of how many, and what was heard in place of the others."""

    right: int
    total: int
    misses: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.right / self.total if self.total else 1.0

    def __str__(self) -> str:
        return f"{self.right}/{self.total}" + (f" (not: {'; '.join(self.misses)})" if self.misses else "")


class Heard:
    """A text and its transcript, laid side by side.

    >>> heard = Heard("Take 25 mg ketamine.", "take twenty-five milligrams of kettle mean")
    >>> round(heard.word_error_rate, 2), str(heard.numbers()), str(heard.names(["ketamine"]))
    (0.75, '1/1', '0/1 (not: ketamine → mean)')
    """

    def __init__(self, text: str, transcript: str) -> None:
        self.words = normalised_words(text)
        heard = normalised_words(transcript)
        self._beside, self.errors = _laid_beside(self.words, heard)

    @property
    def word_error_rate(self) -> float:
        """Words to change, insert or delete, per word of the text."""
        return self.errors / len(self.words)

    def numbers(self) -> Score:
        """Score all words with a digit."""
        return self._score(lambda word: any(map(str.isdigit, word)))

    def names(self, names: Iterable[str]) -> Score:
        """Score the occurrences of some names."""
        wanted = {name.lower() for name in names}
        return self._score(lambda word: word in wanted)

    def misses(self) -> list[str]:
        """Return all that was heard wrong, as ``expected → heard``."""
        return [f"{word} → {' '.join(beside)}" for word, beside in self._pairs() if [word] != beside]

    def _score(self, counts) -> Score:  # type: ignore[no-untyped-def]
        pairs = [(word, beside) for word, beside in self._pairs() if counts(word)]
        right = sum(word in beside for word, beside in pairs)
        misses = [f"{word} → {' '.join(beside) or 'nothing'}" for word, beside in pairs if word not in beside]
        return Score(right, len(pairs), tuple(misses))

    def _pairs(self) -> Iterable[tuple[str, list[str]]]:
        return zip(self.words, self._beside, strict=True)


def _laid_beside(expected: list[str], heard: list[str]) -> tuple[list[list[str]], int]:
    """Return for each expected word what was heard there, by the fewest edits, and their number."""
    numbers: dict[str, int] = {}
    left, right = (np.array([numbers.setdefault(word, len(numbers)) for word in words]) for words in (expected, heard))
    ramp = np.arange(len(right) + 1, dtype=np.int32)
    rows = [ramp]
    for word in left:
        best = rows[-1] + 1
        best[1:] = np.minimum(best[1:], rows[-1][:-1] + (right != word))
        rows.append(np.minimum.accumulate(best - ramp) + ramp)
    beside: list[list[str]] = [[] for _ in expected]
    row, column = len(expected), len(heard)
    while row or column:
        here = rows[row][column]
        if row and column and here == rows[row - 1][column - 1] + (left[row - 1] != right[column - 1]):
            row, column = row - 1, column - 1
            beside[row].insert(0, heard[column])
        elif row and here == rows[row - 1][column] + 1:
            row -= 1
        else:
            column -= 1
            if row:
                beside[row - 1].insert(0, heard[column])
            else:
                beside[0].insert(0, heard[column])
    return beside, int(rows[-1][-1])
