"""Finding the phrases of a word list in a text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

_BEGINNING = re.compile(r"(?<![\w'-])\w|[^\w\s]")
_GAP = r"(?:[ ,]+[\w'’%/.-]+){0,3}?"


class Mention(msgspec.Struct, frozen=True):
    """One place where a phrase of a list stands.

    Attributes:
        kind: the list that it is of.
        start: the first character in the text.
        end: the character after the last.
        text: the words as they stand there.
    """

    kind: str
    start: int
    end: int
    text: str


class Phrases:
    """Lists of phrases, compiled; ``find`` returns where they stand in a text in small letters.

    In a phrase, ``avoid*`` is any word that begins so, ``*n't`` any that ends so, ``go|goes`` either word, and ``…`` up
    to three words. Where phrases overlap, the one that begins first counts, and of those the longest.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]], neutral: Iterable[str] = ()) -> None:
        kinds: dict[str, list[str]] = {}
        for kind, phrases in {"": neutral, **lists}.items():
            for phrase in phrases:
                kinds.setdefault(phrase.lower(), []).append(kind)
        ordered = sorted(kinds, key=lambda phrase: (-len(phrase.split()), -len(phrase)))
        # By their first letter, since most places of a text begin few of the phrases.
        by_letter: dict[str, list[str]] = {}
        for phrase in ordered:
            for word in phrase.split()[0].split("|"):
                by_letter.setdefault(word[0], []).append(phrase)
        anywhere = by_letter.pop("*", [])
        self._places = {
            letter: _Alternatives(sorted({*phrases, *anywhere}, key=ordered.index), kinds)
            for letter, phrases in by_letter.items()
        }
        self._elsewhere = _Alternatives(anywhere, kinds) if anywhere else None
        self.find = functools.lru_cache(maxsize=4096)(self._find)

    def _find(self, text: str) -> tuple[Mention, ...]:
        found: list[Mention] = []
        end = 0
        for match in _BEGINNING.finditer(text):
            place = match.start()
            alternatives = self._places.get(text[place], self._elsewhere)
            if place < end or alternatives is None:
                continue
            mentions = alternatives.at(text, place)
            if mentions:
                end = mentions[0].end
                found += (mention for mention in mentions if mention.kind)
        return tuple(found)

    def matches(self, text: str) -> bool:
        """Tell whether any phrase stands in the text."""
        return bool(self.find(text))


class _Alternatives:
    """Phrases that may begin at one place, the longest first."""

    def __init__(self, phrases: Sequence[str], kinds: Mapping[str, Sequence[str]]) -> None:
        self._kinds = [kinds[phrase] for phrase in phrases]
        self._expression = re.compile("|".join(f"({_expression(phrase)})" for phrase in phrases))

    def at(self, text: str, place: int) -> list[Mention]:
        """Return a mention for each list that holds the phrase at a place; none where no phrase stands."""
        match = self._expression.match(text, place)
        if match is None:
            return []
        return [Mention(kind, place, match.end(), match.group()) for kind in self._kinds[(match.lastindex or 1) - 1]]


def either(words: Iterable[str]) -> str:
    """Return a regular expression for any of some words as they stand, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _expression(phrase: str) -> str:
    parts = []
    for word in phrase.lower().split():
        if word == "…":
            parts.append(_GAP)
            continue
        parts.append((r"[ ,]+" if parts else "") + _word(word))
    before = r"(?<![\w'-])" if phrase[0].isalnum() or phrase[0] == "*" else ""
    after = r"(?![\w'-]|[-’]\w)" if phrase[-1].isalnum() or phrase[-1] == "*" else ""
    return before + "".join(parts) + after


def _word(word: str) -> str:
    if "|" in word:
        return "(?:" + "|".join(_word(each) for each in word.split("|")) + ")"
    return re.escape(word).replace(r"\*", r"[\w'-]*" if word.endswith("*") else r"\w*")
