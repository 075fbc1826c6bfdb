"""Finding the phrases of a word list in a text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

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
                kinds.setdefault(phrase, []).append(kind)
        self._kinds: Sequence[tuple[str, ...]] = ()
        ordered = sorted(kinds, key=lambda phrase: (-len(phrase.split()), -len(phrase)))
        self._kinds = [tuple(kinds[phrase]) for phrase in ordered]
        alternatives = "|".join(f"({_expression(phrase)})" for phrase in ordered)
        self._expression = re.compile(alternatives) if ordered else None
        self.find = functools.lru_cache(maxsize=4096)(self._find)

    def _find(self, text: str) -> tuple[Mention, ...]:
        if self._expression is None:
            return ()
        return tuple(
            Mention(kind, match.start(), match.end(), match.group())
            for match in self._expression.finditer(text)
            for kind in self._kinds[(match.lastindex or 1) - 1]
            if kind
        )

    def matches(self, text: str) -> bool:
        """Tell whether any phrase stands in the text."""
        return bool(self.find(text))


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
