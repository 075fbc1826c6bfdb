"""Telling passive sentences from active ones by rule: a form of “be” and a past participle, with little between them.

Participles that mostly tell a state (“you are worried”) count only where a doer follows (“worried by the result”).
Passives without “be” (“people given ketamine”, “get treated”) are not counted.
"""

from __future__ import annotations

import re
from functools import cache

from publish.checks.language_data import language_data

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MOST_BETWEEN = 3
_MOST_OF_A_SUBJECT = 4


class PassiveDetector:
    """Finds the passive in sentences of one language."""

    def __init__(self, language: str) -> None:
        """Take the words from the data of a language.

        Args:
            language: BCP 47 tag of a language that has data on the passive.
        """
        data = {name: frozenset(words) for name, words in language_data(language, "passive").items()}
        self._be = data["be"]
        self._between = data["between"]
        self._subject_begins = data["subject-begins"]
        self._participles = data["participles"]
        self._no_participles = data["no-participles"]
        self._states = data["states"]
        self._used_goes_on = data["used-goes-on"]

    def find(self, sentence: str) -> str:
        """Return the words that make a sentence passive, such as “was given”; empty where it is active."""
        matches = list(_WORD.finditer(sentence))
        words = [match[0].casefold().replace("’", "'") for match in matches]
        for index, word in enumerate(words):
            if word in self._be:
                end = self._participle_after(index, words, sentence, matches)
                if end is not None:
                    return sentence[matches[index].start() : matches[end].end()]
        return ""

    def _participle_after(self, be: int, words: list[str], sentence: str, matches: list[re.Match[str]]) -> int | None:
        most = _MOST_BETWEEN
        index = be + 1
        if self._asks(be, words, sentence):
            most, index = _MOST_BETWEEN + _MOST_OF_A_SUBJECT, be + 2
        for position in range(index, min(len(words), be + most + 2)):
            if self._parted(sentence, matches[position - 1], matches[position]):
                return None
            if self._is_participle(words[position]):
                return position if self._counts(position, words) else None
            if most == _MOST_BETWEEN and not self._may_stand_between(words[position]):
                return None
        return None

    def _asks(self, be: int, words: list[str], sentence: str) -> bool:
        """Tell whether a question begins with “be”, so that its subject stands between the two."""
        begins = be == 0 or (be == 1 and words[0] in {"how", "when", "where", "why"})
        return (
            begins and sentence.rstrip().endswith("?") and be + 1 < len(words) and words[be + 1] in self._subject_begins
        )

    def _parted(self, sentence: str, before: re.Match[str], after: re.Match[str]) -> bool:
        return bool(re.search(r"[.;:,()–—]", sentence[before.end() : after.start()]))

    def _may_stand_between(self, word: str) -> bool:
        return word in self._between or word in self._be or (word.endswith("ly") and len(word) > 3)

    def _is_participle(self, word: str) -> bool:
        last = word.rsplit("-", 1)[-1]
        regular = last.endswith("ed") and len(last) > 3 and last not in self._no_participles
        return regular or last in self._participles

    def _counts(self, position: int, words: list[str]) -> bool:
        following = words[position + 1 : position + 2]
        if words[position] == "used":
            return (
                not following
                or following[0] in self._used_goes_on
                or (following == ["to"] and self._to_a_verb(words, position))
            )
        if words[position].rsplit("-", 1)[-1] in self._states:
            return following == ["by"]
        return True

    def _to_a_verb(self, words: list[str], position: int) -> bool:
        """Tell “is used to treat” from “is used to it”."""
        after = words[position + 2 : position + 3]
        return bool(after) and after[0] not in self._subject_begins and not after[0].endswith("ing")


@cache
def passive_detector(language: str) -> PassiveDetector:
    """Return the detector of a language."""
    return PassiveDetector(language)
