"""What a transcript got right: words, numbers and names, each word of the text beside the one that was heard.

How a homophone is spelt is the recogniser's choice and not the voice's. So words are compared as they are spelt, and as they
sound: where the same phonemes, or the same letters, are written in other words (“weak” as “week”, “off label” as “offlabel”),
the voice was right.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from publish.content import Utterance
from publish.speech.voices.phonemes import phonemes

from .recogniser import normalised_words

_JOINED = 3  # words at most whose sounds are compared with those of other words


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
    (0.75, '1/1', '0/1 (not: ketamine → of kettle mean)')
    >>> heard = Heard("A list of 4 weak Cl N O.", "a list of for week clno")
    >>> heard.word_error_rate_as_spelt, heard.word_error_rate, str(heard.numbers())
    (0.5714285714285714, 0.0, '1/1')
    >>> heard = Heard("Esketamine for 14.", "ketamine 4 40")
    >>> heard.word_error_rate, str(heard.numbers()), str(heard.names(["esketamine"]))
    (1.0, '0/1 (not: 14 → ketamine 4 40)', '0/1 (not: esketamine → ketamine 4 40)')

    Attributes:
        words: of the text, in one spelling.
        differences: stretches that were heard otherwise than they sound: the first word's place, the words, what was heard.
    """

    def __init__(self, text: str, transcript: str, foreign: Iterable[str] = ()) -> None:
        """Lay a text and its transcript side by side.

        Args:
            text: what was to be said.
            transcript: what was heard.
            foreign: words of another language. Whatever is heard there counts as right, except as spelt: an English
                recogniser has no way to write them.
        """
        self.words = normalised_words(text)
        self._foreign = frozenset(normalised_words(" ".join(foreign)))
        beside, self._errors_as_spelt = _laid_beside(self.words, normalised_words(transcript))
        self._errors = 0
        self.differences: list[tuple[int, list[str], list[str]]] = []
        for begin, end in _stretches(self.words, beside):
            expected, heard = self.words[begin:end], [word for words in beside[begin:end] for word in words]
            errors, wrong = _compared_by_sound(expected, heard, self._foreign)
            self._errors += errors
            self.differences += [(begin + place, words, in_place) for place, words, in_place in wrong]

    @property
    def word_error_rate(self) -> float:
        """Words to change, insert or delete, per word of the text; what sounds alike is alike."""
        return self._errors / sum(word not in self._foreign for word in self.words)

    @property
    def word_error_rate_as_spelt(self) -> float:
        """The same, where each word counts that is not spelt as in the text."""
        return self._errors_as_spelt / len(self.words)

    def numbers(self) -> Score:
        """Score all words with a digit."""
        return self._score(_has_digit)

    def names(self, names: Iterable[str]) -> Score:
        """Score the occurrences of some names."""
        wanted = {name.lower() for name in names}
        return self._score(wanted.__contains__)

    def misses(self) -> list[str]:
        """Return all that was heard wrong, as ``expected → heard``."""
        return [f"{' '.join(words)} → {' '.join(heard)}" for _, words, heard in self.differences]

    def _score(self, counts: Callable[[str], bool]) -> Score:
        total = sum(map(counts, self.words))
        misses = [(word, heard) for _, words, heard in self.differences for word in words if counts(word)]
        told = tuple(f"{word} → {' '.join(heard) or 'nothing'}" for word, heard in misses)
        return Score(total - len(misses), total, told)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _stretches(words: Sequence[str], beside: Sequence[Sequence[str]]) -> Iterable[tuple[int, int]]:
    """Yield where neighbouring words begin and end that were not heard as they are spelt."""
    begin = None
    for place, (word, heard) in enumerate(zip(words, beside, strict=True)):
        if [word] == list(heard):
            if begin is not None:
                yield begin, place
            begin = None
        elif begin is None:
            begin = place
    if begin is not None:
        yield begin, len(words)


def _compared_by_sound(
    expected: Sequence[str], heard: Sequence[str], foreign: frozenset[str]
) -> tuple[int, list[tuple[int, list[str], list[str]]]]:
    """Return the fewest edits that turn one sequence into the other, and where they are needed."""
    price = {(0, 0): (0, 0)}  # edits, and words that are alike with their sign turned: the more of them the better
    came: dict[tuple[int, int], tuple[int, int, bool]] = {}
    for row in range(len(expected) + 1):
        for column in range(len(heard) + 1):
            steps = []
            for down in range(min(_JOINED, row) + 1):
                for along in range(min(_JOINED, column) + 1):
                    words, in_place = expected[row - down : row], heard[column - along : column]
                    edits, alike = price.get((row - down, column - along), (0, 0))
                    if down == 1 and words[0] in foreign:
                        steps.append((edits, alike, down, along, False))
                    elif words and in_place and _alike(tuple(words), tuple(in_place)):
                        steps.append((edits, alike - down, down, along, False))
                    elif (down, along) in ((1, 1), (1, 0), (0, 1)):
                        steps.append((edits + 1, alike, down, along, True))
            if steps:
                *total, down, along, wrong = min(steps)
                price[row, column] = (total[0], total[1])
                came[row, column] = (down, along, wrong)
    wrong_places: list[tuple[int, list[str], list[str]]] = []
    row, column, open_stretch = len(expected), len(heard), False
    while row or column:
        down, along, wrong = came[row, column]
        words, in_place = list(expected[row - down : row]), list(heard[column - along : column])
        row, column = row - down, column - along
        if wrong and open_stretch:
            _, after, heard_after = wrong_places[0]
            wrong_places[0] = (row, words + after, in_place + heard_after)
        elif wrong:
            wrong_places.insert(0, (row, words, in_place))
        open_stretch = wrong
    return price[len(expected), len(heard)][0], wrong_places


def _alike(expected: tuple[str, ...], heard: tuple[str, ...]) -> bool:
    """Tell whether two runs of words are the same to the ear; a number is only what is written as one in the text."""
    if expected == heard:
        return True
    if any(map(_has_digit, heard)) or (any(map(_has_digit, expected)) and len(expected) > 1):
        return False
    return "".join(expected) == "".join(heard) or _sounds(" ".join(expected)) == _sounds(" ".join(heard))


@functools.cache
def _sounds(words: str) -> str:
    """Return American English phonemes without stress and the ends of words."""
    sentences = phonemes(Utterance(id="heard", text=words, language="en"), "en-us", 800, known=lambda _: True)
    return re.sub(r"[ˈˌ\s.]", "", "".join(sentences))


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
